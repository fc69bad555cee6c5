"""What is asked, answered."""
