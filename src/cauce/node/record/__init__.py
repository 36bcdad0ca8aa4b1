"""The record of this node: its tiles, entries and checkpoint in the database, and the pages that show them."""
