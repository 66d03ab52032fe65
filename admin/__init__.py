"""What staff use: sign-in, the queue, the record and the decisions on it.

Views read and render; what changes anything is ``bot.casework``, and no query is written here.
"""
