"""What free words mean: commands, danger, and answers in English and Spanish.

Fixed rules come first and need no model; nothing here knows the state of a conversation.
"""
