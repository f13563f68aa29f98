"""Starting at login: one file for each way, behind the port Autostart."""
