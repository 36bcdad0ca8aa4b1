"""The witness of this node: it cosigns the records of others, and raises an alarm where one of them does wrong."""
