"""The languages whose numbers are read: a table each, and what all of them share."""
