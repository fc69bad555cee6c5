"""Journeys in a real browser, over one served workspace."""
