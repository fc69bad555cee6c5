"""A space: its lists and folders, its people, its workflow; and making one."""
