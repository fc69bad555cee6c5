"""The budgets, measured: `make bench` prints what each takes here and now."""
