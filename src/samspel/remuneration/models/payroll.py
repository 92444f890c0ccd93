"""What payroll needs: pay types, the layout of files, the files, and the settings."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspel.kit.enums import choices_of
from samspel.kit.models import PublicId
from samspel.people.models import Municipality, Person
from samspel.remuneration.enums import FileKind, Pays
from samspel.remuneration.models.packed import PackedField
from samspel.remuneration.models.runs import Run


class RemunerationSettings(models.Model):
    """Inställningar: what the municipality sets itself about its remuneration.

    ``keep_years`` is how long identity numbers and certificates are kept after the year;
    ``citation`` is the decision behind (the records plan). ``employer_number`` is the
    organisation number that payroll wants. ``employer_days`` is for how many days an
    employer's personal address leads anywhere.
    """

    municipality = models.OneToOneField(
        Municipality, models.PROTECT, related_name="remuneration_settings"
    )
    is_published = models.BooleanField(default=False)
    publish_from = models.PositiveSmallIntegerField(null=True, blank=True)
    keep_years = models.PositiveSmallIntegerField(default=7)
    citation = models.CharField(max_length=200, blank=True)
    employer_number = models.CharField(max_length=20, blank=True)
    employer_days = models.PositiveSmallIntegerField(default=60)

    class Meta:
        verbose_name = "inställningar för arvoden"

    def __str__(self) -> str:
        return str(self.municipality)


class PayType(models.Model):
    """Löneart: the payroll system's code for a payment, and where it is booked.

    ``rule`` names one payment of the rule set; empty, the row holds for every payment of
    its sort. The row that names the rule goes before. ``account`` is the account string,
    in which ``{organ}`` stands for the body's own code.
    """

    pays = models.CharField(max_length=16, choices=choices_of(Pays))
    rule = models.CharField(max_length=60, blank=True)
    is_tax_free = models.BooleanField(default=False)
    code = models.CharField(max_length=12)
    name = models.CharField(max_length=80)
    account = models.CharField(max_length=60, blank=True)
    counts_hours = models.BooleanField(default=False)

    class Meta:
        verbose_name = "löneart"
        verbose_name_plural = "lönearter"
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["pays", "rule", "is_tax_free"], name="pay_type_once_per_payment"
            ),
            models.CheckConstraint(condition=~Q(code=""), name="pay_type_has_a_code"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class FileLayout(PublicId):
    """Filformat: how a file to another system looks; the columns as data.

    ``columns`` is a list of ``{field, title, width, align, pad, decimals, sign}``, read by
    ``calculation.layout``.
    """

    name = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=12, choices=choices_of(FileKind))
    columns = models.JSONField(default=list)
    separator = models.CharField(max_length=1, blank=True, default=";")
    decimal_sign = models.CharField(max_length=1, default=",")
    encoding = models.CharField(max_length=12, default="utf-8")
    line_end = models.CharField(max_length=4, default="crlf")
    has_header = models.BooleanField(default=True)
    is_used = models.BooleanField(default=True)

    class Meta:
        verbose_name = "filformat"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PayrollFile(PublicId):
    """Överföring: a run as a file for another system, once. Frozen.

    The public id is the batch id. ``cancels`` points at the batch that this one takes
    back, sign by sign; only then may the run be made into a file of the kind again. The
    content lies in the row, so that a batch and its file commit together, and beside it the
    rows and the layout that it was made of, so that it can be taken back exactly. Both hold
    identity numbers and are taken away, the hash left, when the retention rule says so.
    """

    run = models.ForeignKey(Run, models.PROTECT, related_name="files")
    layout = models.ForeignKey(FileLayout, models.PROTECT, related_name="files")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    content = PackedField(null=True)
    payload = PackedField(null=True)
    sha256 = models.CharField(max_length=64)
    row_count = models.PositiveIntegerField()
    total = models.DecimalField(max_digits=14, decimal_places=2)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    cancels = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="cancelled_by"
    )
    is_standing = models.BooleanField(default=True)
    receipt = models.CharField(max_length=200, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "överföring"
        verbose_name_plural = "överföringar"
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "layout"],
                condition=Q(is_standing=True),
                name="payroll_file_one_standing_per_run_and_layout",
            ),
            models.UniqueConstraint(
                fields=["run", "layout", "number"], name="payroll_file_numbered_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run}: {self.layout} {self.number}"
