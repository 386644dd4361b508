"""Who says that what happened: attributions and claims read off the parsed sentences."""
