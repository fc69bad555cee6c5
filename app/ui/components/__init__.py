"""Pieces every page may use."""
