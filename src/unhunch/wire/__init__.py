"""Requests to the daemon and its answers: one JSON object a line, on a socket of this user's."""
