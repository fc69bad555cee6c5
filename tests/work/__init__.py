"""Claims about the verbs."""
