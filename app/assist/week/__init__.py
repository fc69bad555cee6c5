"""A week of a goal, a space or the whole workspace: its values, what became of goals, what was said."""
