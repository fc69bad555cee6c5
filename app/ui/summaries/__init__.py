"""What a week amounted to, down to the last item."""
