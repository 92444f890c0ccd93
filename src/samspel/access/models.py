"""Accounts and what positions give."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from samspel.foundation.labels import LabelledEnum
from samspel.foundation.labels import mark as _
from samspel.kit.enums import choices_of
from samspel.people.enums import PositionRole
from samspel.people.models import Body, Person


class ColourScheme(LabelledEnum):
    """Light, dark, or as the device says."""

    AUTO = "auto", _("Som enheten")
    LIGHT = "light", _("Ljust")
    DARK = "dark", _("Mörkt")


class TextSize(LabelledEnum):
    """Size of the text on every page."""

    NORMAL = "normal", _("Vanlig")
    LARGE = "large", _("Större")
    LARGEST = "largest", _("Störst")


class Language(LabelledEnum):
    """Language of the product's own texts."""

    SWEDISH = "sv", _("Svenska")
    ENGLISH = "en", _("Engelska")


class UserManager(BaseUserManager["User"]):
    """Looks accounts up, always with the person; services make them."""

    def get_queryset(self) -> models.QuerySet[User]:
        """Give accounts with their persons, since no page shows one without the other."""
        return super().get_queryset().select_related("person")

    def get_by_natural_key(self, username: str | None) -> User:
        """Find the account by its address, whatever the case."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """Konto: how a person signs in. Provisioned, never self-registered. Working table.

    The address is kept in lower case, so that the same one can't be used twice.
    """

    email = models.EmailField(unique=True)
    person = models.OneToOneField(Person, models.PROTECT, related_name="user")
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)
    language = models.CharField(
        max_length=2, choices=choices_of(Language), default=Language.SWEDISH
    )
    colour_scheme = models.CharField(
        max_length=5, choices=choices_of(ColourScheme), default=ColourScheme.AUTO
    )
    text_size = models.CharField(
        max_length=8, choices=choices_of(TextSize), default=TextSize.NORMAL
    )
    shortcut_keys = models.BooleanField(default=True)
    hat = models.CharField(max_length=40, blank=True)
    seen_news_at = models.DateTimeField(null=True, blank=True)
    # Small, the person's own, and read with the account: no list asks for them by itself.
    saved_views = models.JSONField(default=list, blank=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = "konto"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="account_address_in_lower_case"
            )
        ]

    def __str__(self) -> str:
        return self.person.name

    def get_full_name(self) -> str:
        """The person's name."""
        return self.person.name

    @property
    def is_staff(self) -> bool:
        """Nobody is staff by a flag: rights follow from positions."""
        return False

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Django's own permissions are not used."""
        return False

    def has_module_perms(self, app_label: str) -> bool:
        """Django's own permissions are not used."""
        return False


class Grant(models.Model):
    """Rättighet: that a position gives a capability, in one body or wherever it is held.

    Configuration, seeded with the product's defaults and kept by an administrator.
    """

    role = models.CharField(max_length=24, choices=choices_of(PositionRole))
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    capability = models.CharField(max_length=80)

    class Meta:
        verbose_name = "rättighet"
        constraints = [
            models.UniqueConstraint(
                fields=["role", "body", "capability"],
                nulls_distinct=False,
                name="grant_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.role}: {self.capability}"
