"""Unhunch: reminders for people who sit, from real activity and not from a dumb clock."""

__version__ = "0.1.0"
