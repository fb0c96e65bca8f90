"""A picture of a page to pass on by telephone, drawn by the server, with a code that leads back."""
