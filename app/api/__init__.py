"""The HTTP API: one file a noun, over the same verbs and reads as the screens."""
