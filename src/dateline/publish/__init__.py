"""What the reader sees: the brief, the map, and the way back from a figure to the words."""
