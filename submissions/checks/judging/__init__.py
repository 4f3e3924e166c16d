"""Rules by subject: each function names what a measured paper does not keep."""
