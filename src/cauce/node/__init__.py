"""The node: one state's own installation, which takes acts, keeps them and shows them."""
