"""Every kind of finding that the checker of packs knows, by the name with which the code raises it."""

from cauce.law.catalogue.dates import *  # noqa: F403
from cauce.law.catalogue.flow import *  # noqa: F403
from cauce.law.catalogue.names import *  # noqa: F403
from cauce.law.catalogue.reading import *  # noqa: F403
from cauce.law.catalogue.sources import *  # noqa: F403
from cauce.law.catalogue.stories import *  # noqa: F403
from cauce.law.catalogue.terms import *  # noqa: F403
from cauce.law.findings import Kind

#: every kind, by its code
KINDS: dict[str, Kind] = {}
KINDS.update(sorted((each.code, each) for each in list(globals().values()) if isinstance(each, Kind)))
