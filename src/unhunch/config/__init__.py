"""The settings: read, checked, watched, edited. pydantic is loaded by `model` and what needs it.

Free of pydantic, and so fit for the daemon: span, times, problem, loaded, codec, ask, watch,
paths, first.
"""
