"""The module as a Django app."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The public site: reads published queries, writes nothing."""

    name = "samspel.portal"
    label = "portal"
