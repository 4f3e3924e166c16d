"""The format engine: reads a PDF in a sandbox, measures it, judges it by a policy, explains it."""
