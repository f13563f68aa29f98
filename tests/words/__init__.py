"""What is said about the body."""
