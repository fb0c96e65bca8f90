"""Maps drawn here from coordinates: no tiles, no foreign host."""
