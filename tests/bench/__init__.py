"""How fast the engine starts: `make bench`."""
