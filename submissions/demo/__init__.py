"""Papers for the demo: invented sentences, set like the templates of real venues."""
