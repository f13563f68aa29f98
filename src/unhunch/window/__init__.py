"""The guided break's window: a process of its own, told what to show by the daemon.

It knows no journal, no settings and no clock but its own for counting seconds. It shows a card,
says which button was pressed, and ends with the daemon.
"""
