"""What a sentence says, found by code: days, numbers, names, and what is denied."""
