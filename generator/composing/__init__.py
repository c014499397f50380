"""The emails a person can send."""
