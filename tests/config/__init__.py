"""The settings: real files, good and broken; what a user would read about them."""
