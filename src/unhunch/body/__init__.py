"""How the body feels: check-ins, episodes, and when to suggest a professional. Pure."""
