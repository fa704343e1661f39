"""The rules that compare, one SQL file each."""
