"""A desktop of our own to test on: screen, buses, window manager, panel, notification server.

Everything is private to one test (home, buses, display) and is waited for by condition. What is on
the screen is found through the accessibility bus, as a screen reader would: no coordinates here.
"""
