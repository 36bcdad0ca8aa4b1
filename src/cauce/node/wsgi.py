"""The node as a WSGI application."""

from django.core.wsgi import get_wsgi_application

from cauce.node.boot import boot

boot()
application = get_wsgi_application()
