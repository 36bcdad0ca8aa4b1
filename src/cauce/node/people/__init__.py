"""People and the offices they act for: who is who on this node, since when, until when."""
