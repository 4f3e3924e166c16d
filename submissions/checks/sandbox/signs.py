"""The first byte of what a child says."""

PROGRESS, RESULT, READY = b"p", b"r", b"y"
