"""How good the product is on labelled sets, each through the product's own path."""
