"""What helps an analyst annotate: a dossier begun, sources added, facts drafted, blanks filled."""
