"""Where work meets knowledge and agents."""
