"""A newsroom's folders in, its publisher, stations and articles out, with every problem that was found."""
