"""What is written, made findable."""

from knowledge import reporting

# Here, so that it comes before any library, whatever is imported first.
reporting.turn_off()
