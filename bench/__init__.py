"""The project's measuring: figures as ratios within one run, over data that is made from a seed (``python -m bench --help``)."""
