"""The frame around every page: places, where you are, the ask box and the palette."""
