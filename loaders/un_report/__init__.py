"""UN reports, one report a file."""
