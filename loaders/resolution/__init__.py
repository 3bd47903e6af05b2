"""Loader of resolutions, decisions and presidential statements, in any format (``loaders.formats``)."""
