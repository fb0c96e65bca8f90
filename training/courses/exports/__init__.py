"""Lists and papers taken out of the room."""
