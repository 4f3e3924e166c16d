"""Finds ties between the authors of papers and a committee: what may be a conflict, and why."""
