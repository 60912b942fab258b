"""The namespaces that live in RSS and Atom, gathered: importing this makes their elements known."""
