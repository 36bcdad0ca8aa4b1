"""
The demonstration: an invented year under the law, told through the one way in for an act.

Offices and laws are real, since the law names them; every person, case and figure is invented.
"""
