"""An Office package: looked into, read and written by part, the same bytes twice."""
