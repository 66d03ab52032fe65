"""HUD's FY2026 vocabulary as data, and the mapping from answers to HMIS records.

A record is a file name and plain values; who stores or exports it is no matter of this room.
"""
