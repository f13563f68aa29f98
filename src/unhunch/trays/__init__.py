"""Icons with a menu: one module for each way a desktop has of showing them."""
