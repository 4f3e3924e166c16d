"""Near-same text between papers: which share whole passages, how much, and where."""
