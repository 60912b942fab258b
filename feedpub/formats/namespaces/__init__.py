"""What feedgen does not write, through feedgen's own extension mechanism: one module a namespace."""
