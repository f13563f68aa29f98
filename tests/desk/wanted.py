"""Settings that examples share: few reminders, so that each example speaks of one thing."""

from dataclasses import replace

from unhunch.config.load import default_policy
from unhunch.desk.policy import Policy, Week

from .day import policy_of


def only(*names: str, more: str = "") -> Policy:
    """Return the program's own settings with these of its reminders, and more settings. Nothing
    comes once a week unless it is among them."""
    off = [each.name for each in default_policy().reminders if each.name not in names]
    lines = [f"{name}.enabled = false" for name in off]
    policy = policy_of("\n".join(["[reminders]", *lines, more]))
    return policy if "[week]" in more else replace(policy, week=Week())


def seeded(policy: Policy, seed: int) -> Policy:
    """Return the same settings with chance drawn from this seed."""
    return replace(policy, seed=seed)


WATER = """
[reminders.water]
every = "20m"
text = "A glass of water?"
[prompt]
per_hour = 4
"""
