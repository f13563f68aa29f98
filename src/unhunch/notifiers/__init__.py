"""Prompts on the screen: one module for each way of putting them there."""
