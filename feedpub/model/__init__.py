"""The typed words of feedpub: what YAML files hold (publisher, station, article) and what feeds carry (feed, item)."""
