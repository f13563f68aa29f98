"""Time at the desk. Pure: no clock, no file, no thread, no log; it cannot fail, it can only answer."""
