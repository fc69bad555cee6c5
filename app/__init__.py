"""The application: the work, and the screens about it."""

from knowledge import reporting

# Here, so that it comes before any library, whatever is imported first.
reporting.turn_off()
