"""What a person's own days add up to: facts to counts and spans. Pure; nothing is judged."""
