"""Claims about who reads the log."""
