"""Claims about Goalward, in the order of its rooms."""

from knowledge import reporting

# Tests, benchmarks and evaluations report to nobody either.
reporting.turn_off()
