"""What the daemon senses: input, sleep, the lock, the clock. One file for each mechanism."""
