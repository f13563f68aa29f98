"""Time at the desk. Pure: no clock, no file, no thread, no log. It cannot fail, only answer."""
