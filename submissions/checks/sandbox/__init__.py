"""Child processes in which alone a PDF is opened."""
