"""Why the work is done: the tree of goals, and one goal."""
