"""A list as rows or as a board; its browser half is in app/ui/web/src/lists."""
