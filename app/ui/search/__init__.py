"""The page of all that is found."""
