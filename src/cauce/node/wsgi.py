"""The node as a WSGI application."""

from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from cauce.node.boot import boot
from cauce.node.patience import Patient

boot()
from cauce.node.frame.middleware import DRAIN_BYTES  # noqa: E402 - it needs the settings that were just read

application = Patient(get_wsgi_application(), settings.DATA_UPLOAD_MAX_MEMORY_SIZE, DRAIN_BYTES)
import_module(settings.ROOT_URLCONF)  # now, and not when the first person comes
