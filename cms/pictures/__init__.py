"""Pictures of the public site: how they are taken in, the sizes they are shown in, when these are cut."""
