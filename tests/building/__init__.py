"""Whole builds: which stations, what holds them, and runs that meet."""
