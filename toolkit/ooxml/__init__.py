"""The .xlsx package at part level: look inside, read parts, replace parts, same bytes twice."""
