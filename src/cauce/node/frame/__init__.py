"""What every page stands on: words in both languages, dates, errors, navigation, parts, styles."""
