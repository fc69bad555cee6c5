"""What is written at length: the tree of docs, and one doc."""
