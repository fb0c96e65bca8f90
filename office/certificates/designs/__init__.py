"""Designs as data: laid out in millimetres, versioned, published once and then never changed."""
