"""The parts of any letter, received or written."""
