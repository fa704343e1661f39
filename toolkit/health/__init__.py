"""Whether factpack is installed rightly, and whether a dossier's folder is in order."""
