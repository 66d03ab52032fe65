"""The conversation: a pure core, its words, and the one transaction around it.

What is said next is decided in ``conversation`` without clock, database or network; ``service``
puts a transaction round it; ``wiring`` builds everything once from the settings.
"""
