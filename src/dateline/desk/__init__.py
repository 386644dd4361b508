"""The desk: the record of a case in a browser, and what analysts decide about it."""
