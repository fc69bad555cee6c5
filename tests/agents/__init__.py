"""Claims about questions and answers."""
