"""The installed program on a real desktop."""
