"""Ready views for analysts, one SQL file each; the first line says what it shows."""
