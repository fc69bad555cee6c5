"""What somebody asks to be done, shown as cards: nothing happens before a person confirms."""
