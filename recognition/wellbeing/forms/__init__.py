"""Forms check shape, the actions decide."""
