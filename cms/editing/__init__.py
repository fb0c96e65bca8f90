"""How a text of the publishing house comes onto the site, and what keeps it off."""
