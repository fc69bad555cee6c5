"""What people type, said plainly: a small network trained on pairs chooses among plain questions the grammar reads."""
