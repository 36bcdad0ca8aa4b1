"""The law as people read it: articles beside the rules that run them, and the words of a law that an operator loads."""
