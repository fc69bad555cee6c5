"""Other assistants ask here: the Model Context Protocol over the same API, under the same rights."""
