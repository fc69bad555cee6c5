"""One task on its page."""
