"""Questions with known answers, counted without the application's own queries."""
