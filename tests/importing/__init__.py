"""Claims about imports."""
