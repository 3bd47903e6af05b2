"""What loaders of plain text share: physical lines, how they join, numerals."""
