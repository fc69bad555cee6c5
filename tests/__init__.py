"""Claims about Goalward, in the order of its rooms."""
