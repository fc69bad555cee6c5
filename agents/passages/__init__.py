"""What was written, weighed as an answer: which passage says it, and whether any does."""
