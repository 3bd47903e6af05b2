"""Questions to answers, every line with its evidence."""
