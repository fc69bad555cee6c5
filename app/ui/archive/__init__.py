"""The archive: what is out of sight and read only, found and brought back."""
