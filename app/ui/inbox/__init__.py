"""What was said to me."""
