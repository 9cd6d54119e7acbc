"""One finder a field; the tuple below is every piece of code that reads a value."""
