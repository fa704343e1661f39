"""A template before it is used: begun for queries, tried on a dossier, looked at for faults."""
