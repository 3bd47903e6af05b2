"""The command line (stands here until the commands do)."""


def main() -> int:
    """Run the command line; the exit code."""
    return 0
