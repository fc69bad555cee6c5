"""The application: the work, and the screens about it."""
