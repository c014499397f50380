"""Labelled texts of our own, and the command that fits the points of word sequences to them."""
