"""See the module of the name you want; this room has no door."""
