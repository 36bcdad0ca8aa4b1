"""The law: packs, versions in force, statutory calendars, terms and readings."""
