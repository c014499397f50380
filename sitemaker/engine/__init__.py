"""The files that start Python and the engine in a browser."""
