"""The screens: the only place that knows Reflex; a folder a feature."""
