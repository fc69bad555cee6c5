"""Claims about the sample company."""
