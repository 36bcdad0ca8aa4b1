"""What pages show, as small records with both languages: templates ask nothing and decide nothing."""
