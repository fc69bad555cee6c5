"""Faults: what a killed process leaves behind."""
