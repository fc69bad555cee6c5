"""The search engines of `knowledge` beside the libraries that could take their place."""
