"""The photo of a person, where a design asks for one."""
