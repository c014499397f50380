"""What a received email says."""
