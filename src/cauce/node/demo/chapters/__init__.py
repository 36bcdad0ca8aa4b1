"""The chapters of the demonstration: which of the stories happen when, and to whom."""
