"""What the world calls: Twilio, the web chat, health checks, and the command line.

A view parses, guards and calls; it decides nothing.
"""
