"""The process of the guided break's window, without a screen where it can do without."""
