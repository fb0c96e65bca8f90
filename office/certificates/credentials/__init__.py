"""A credential for each certificate (Open Badges 3.0): signed, published, and revoked with it."""
