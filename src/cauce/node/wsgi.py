"""The node as a WSGI application."""

from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from cauce.node.boot import boot

boot()
application = get_wsgi_application()
import_module(settings.ROOT_URLCONF)  # now, and not when the first person comes
