"""The stories of the demonstration, by what they are about."""
