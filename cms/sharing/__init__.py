"""What leaves the site: posters, cards of addresses, feeds, the map for search engines, press packages."""
