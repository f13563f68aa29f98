"""The pages: a process of its own that comes with the first page and goes when none is used.

Only `launch.py` is for others; it loads nothing but the standard library. Everything else here may
be loaded in the pages' own process alone: what they are served with is too heavy for the daemon.
"""
