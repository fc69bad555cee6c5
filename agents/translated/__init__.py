"""Questions in other languages: read into the English the rules know, and answered in the language asked."""
