"""The pages of committees."""
