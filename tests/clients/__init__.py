"""Podcast clients that people use, and a web server on this machine that they read feeds from."""
