"""The questions, a module a set; gold comes from raw files and rows, never from the application's queries."""
