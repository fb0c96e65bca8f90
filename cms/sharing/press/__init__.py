"""A story handed on to a newspaper: text, pictures, and what the courier agreed to."""
