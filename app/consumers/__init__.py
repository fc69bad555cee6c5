"""Who read the log in order and keep the rest true."""
