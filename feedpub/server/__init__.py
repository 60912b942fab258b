"""A web server for the feeds, for the newsroom's own eyes: what a production server does, on loopback.

`site` answers a request without any socket, `http` speaks HTTP around it, `reloading` tells open pages of a build.
"""
