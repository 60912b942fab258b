"""feedpub publishes a newsroom's articles, written as YAML files, as RSS, Atom and JSON feeds."""

__version__ = "0.1.0"
