"""The scheme of the Sustainable Development Goals as the United Nations publishes it: goals, targets, indicators, custodians,
subjects (Turtle), and their wording in further languages (YAML)."""
