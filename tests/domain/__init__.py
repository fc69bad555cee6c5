"""Claims about pure thought."""
