"""Runs that have nothing to do, or only for some stations."""
