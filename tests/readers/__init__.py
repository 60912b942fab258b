"""Readers that people use, subscribed to feeds that nginx serves with the configuration of docs/nginx/."""
