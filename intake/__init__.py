"""What is asked and what it means: the questionnaire, its path, and its HMIS meaning.

Nothing here knows the clock, a network, a database or a web server, so that every rule in this
room can be tested with plain values.
"""
