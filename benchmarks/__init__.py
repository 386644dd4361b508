"""Speed and quality, measured; the public sets on the user's own copies."""
