"""
The peer of `bench.act`: a bare Django view that inserts one row through the ORM and redirects.

It runs on the server and the kind of database of the node, in one of three frames, named by BENCH_FRAME: `none` is no
middleware at all; `project` is what `django-admin startproject` gives every project; `node` is the node's own
middleware (session, CSRF, whoever acts) in the node's own database.
"""

from __future__ import annotations

import os
from pathlib import Path

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection, models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.csrf import ensure_csrf_cookie

from cauce.node.databases import PRAGMAS, WAIT_SECONDS

FRAME = os.environ.get("BENCH_FRAME", "none")
_PROJECT = {
    "INSTALLED_APPS": [f"django.contrib.{app}" for app in ("auth", "contenttypes", "sessions", "messages")],
    "MIDDLEWARE": [
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    "CSRF_COOKIE_NAME": "cauce-form",  # the name that the client looks for
}
if FRAME == "node":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cauce.node.settings")
    settings.ROOT_URLCONF = __name__  # the first look at the settings reads them; this lays one over them
else:
    settings.configure(
        SECRET_KEY="bench",  # noqa: S106 - signs nothing
        ROOT_URLCONF=__name__,
        ALLOWED_HOSTS=["127.0.0.1"],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": Path(os.environ["BENCH_DATABASE"]),
                "CONN_MAX_AGE": None,
                "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": WAIT_SECONDS, "init_command": PRAGMAS},
            }
        },
        USE_TZ=True,
        **(_PROJECT if FRAME == "project" else {}),
    )
django.setup()


class Row(models.Model):
    """One row: about the size of an act's own."""

    office = models.CharField(max_length=64, db_index=True)
    body = models.TextField()

    class Meta:
        app_label = "bench"
        db_table = "bench_row"

    def __str__(self) -> str:
        return self.office


def insert(request: HttpRequest) -> HttpResponse:
    """Insert one row, and lead to it."""
    row = Row.objects.create(office=request.POST["office"], body=request.POST["body"])
    return redirect(f"/rows/{row.pk}/")


@ensure_csrf_cookie
def form(request: HttpRequest) -> HttpResponse:
    """Give what a form needs to be sent."""
    return HttpResponse()


urlpatterns = [path("rows/", insert), path("form/", form)]
if FRAME == "node":
    from cauce.node.urls import urlpatterns as _of_the_node

    urlpatterns += _of_the_node

if Row._meta.db_table not in connection.introspection.table_names():
    with connection.schema_editor() as editor:
        editor.create_model(Row)
connection.close()
application = get_wsgi_application()
