"""The fact log: append-only, one writer. The only package that knows SQL."""
