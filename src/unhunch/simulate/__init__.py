"""A day as text: the real core under a clock that jumps."""
