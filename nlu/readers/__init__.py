"""Readers of answers, one module per noun; each gives a ``Read`` or None."""
