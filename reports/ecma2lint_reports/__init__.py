"""The built-in report writers."""
