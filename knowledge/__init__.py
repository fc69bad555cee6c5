"""What is written, made findable."""
