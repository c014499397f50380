"""Every rule, word and number: where they are, and how they are read."""
