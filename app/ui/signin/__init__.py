"""Coming in: sign in, and the forms that open the door."""
