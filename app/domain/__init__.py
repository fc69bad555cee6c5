"""Pure thought: no database, no clock, no network."""
