"""The verifier that a court reads: its program, its Ed25519, its page."""
