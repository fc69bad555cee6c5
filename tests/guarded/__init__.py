"""What stands on PYTHONPATH of guarded processes."""
