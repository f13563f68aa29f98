"""What the system commonly says when a file cannot be had (errno(3)): for the catalogues."""

from ..sentence import mark

REASONS = (
    mark("Permission denied"),
    mark("Operation not permitted"),
    mark("No such file or directory"),
    mark("File exists"),
    mark("Not a directory"),
    mark("Is a directory"),
    mark("No space left on device"),
    mark("Disk quota exceeded"),
    mark("Read-only file system"),
    mark("Input/output error"),
    mark("Too many open files"),
    mark("File name too long"),
    mark("Connection refused"),
)
