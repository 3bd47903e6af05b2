"""Questions as data: one folder per question, read by ``graph_service`` alone."""
