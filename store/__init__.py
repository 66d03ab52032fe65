"""SQLAlchemy rows and the functions that query them, one module per noun.

Functions take the session first, flush at most and never commit; ``store.engine.Database`` alone
begins and ends transactions. Nothing here decides anything.
"""
