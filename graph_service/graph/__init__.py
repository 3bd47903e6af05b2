"""The read side: the frozen snapshot and pure measures on it."""
