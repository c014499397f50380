"""What would hurt in a draft."""
