"""Forms of sign-in and accounts: allauth's own in our words, and ours."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as second_step
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as keys
from django import forms
from django.utils.translation import gettext_lazy as _

from samspel.access.capabilities import CAPABILITIES, GROUPS, WHOLE_MUNICIPALITY, group_of
from samspel.access.models import ColourScheme, Language, TextSize
from samspel.access.queries import Newcomer
from samspel.kit.enums import choices_of
from samspel.people.models import Person

_NEW_PASSWORD = _(
    "Minst 12 tecken. Några ord efter varandra är både säkert och lätt att minnas."
)
_CODE = _("Sex siffror från appen, eller en av dina reservkoder.")


class OurWords:
    """Puts our labels and hints on a form of allauth's, and takes its placeholders away."""

    words: dict[str, tuple[Any, Any]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, forms.Field] = self.fields  # type: ignore[attr-defined]  # Django types no field by its name
        for name, (label, hint) in self.words.items():
            if name in fields:
                fields[name].label, fields[name].help_text = label, hint
        for field in fields.values():
            field.widget.attrs.pop("placeholder", None)


class LoginForm(OurWords, account.LoginForm):
    """Sign in by address and password."""

    words = {"login": (_("E-postadress"), ""), "password": (_("Lösenord"), "")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class ReauthenticateForm(OurWords, account.ReauthenticateForm):
    """Show once more that it is you."""

    words = {"password": (_("Lösenord"), "")}


class ResetPasswordForm(OurWords, account.ResetPasswordForm):
    """Ask for a link to choose a new password."""

    words = {"email": (_("E-postadress"), _("Den som du loggar in med."))}


class ResetPasswordKeyForm(OurWords, account.ResetPasswordKeyForm):
    """Choose a password by a link from a letter."""

    words = {
        "password1": (_("Nytt lösenord"), _NEW_PASSWORD),
        "password2": (_("Skriv lösenordet en gång till"), ""),
    }


class ChangePasswordForm(OurWords, account.ChangePasswordForm):
    """Replace the password."""

    words = {
        "oldpassword": (_("Nuvarande lösenord"), ""),
        "password1": (_("Nytt lösenord"), _NEW_PASSWORD),
        "password2": (_("Skriv det nya lösenordet en gång till"), ""),
    }


class SetPasswordForm(OurWords, account.SetPasswordForm):
    """Choose a first password."""

    words = {
        "password1": (_("Lösenord"), _NEW_PASSWORD),
        "password2": (_("Skriv lösenordet en gång till"), ""),
    }


class _CodeWords(OurWords):
    """One field for a code: digits on a phone's keyboard, filled in by the device."""

    words = {"code": (_("Kod"), _CODE)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, forms.Field] = self.fields  # type: ignore[attr-defined]  # Django types no field by its name
        fields["code"].widget.attrs.update(
            {"inputmode": "numeric", "autocomplete": "one-time-code", "size": "12"}
        )


class CodeForm(_CodeWords, second_step.AuthenticateForm):
    """The second step at sign-in: a code."""


class CodeAgainForm(_CodeWords, second_step.ReauthenticateForm):
    """Show once more that it is you, by a code."""


class ActivateAppForm(_CodeWords, ActivateTOTPForm):
    """Tie an authenticator app to the account."""

    words = {"code": (_("Kod från appen"), _("Sex siffror. De byts var trettionde sekund."))}


class KeyAnswerField(forms.JSONField):
    """What a key has answered: what can't be read is refused as any other wrong answer."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        """Read the answer; Python reads neither endless numbers nor endless nesting."""
        try:
            return super().to_python(value)
        except (ValueError, RecursionError) as unread:
            raise forms.ValidationError(_("Nyckelns svar gick inte att läsa.")) from unread


class KeyForm(keys.LoginWebAuthnForm):
    """Sign in with a key alone."""

    credential = KeyAnswerField()


class KeyAfterPasswordForm(keys.AuthenticateWebAuthnForm):
    """The second step at sign-in: a key."""

    credential = KeyAnswerField()


class KeyAgainForm(keys.ReauthenticateWebAuthnForm):
    """Show once more that it is you, by a key."""

    credential = KeyAnswerField()


class AddKeyForm(OurWords, keys.AddWebAuthnForm):
    """Add a key (passkey): a phone, a computer or a security key."""

    credential = KeyAnswerField()
    words = {
        "name": (
            _("Namn på nyckeln"),
            _("Så att du känner igen den, till exempel ”Min mobil”."),
        ),
        "passwordless": (
            _("Logga in med bara nyckeln"),
            _(
                "Då frågar enheten efter fingeravtryck, ansikte eller kod i stället för lösenord."
            ),
        ),
    }

    def clean(self) -> dict[str, Any]:
        """Register the key; allauth lets some answers through that its library can't read."""
        try:
            return dict(super().clean())
        except (ValueError, LookupError) as unread:
            raise forms.ValidationError(_("Nyckelns svar gick inte att läsa.")) from unread


class RenameKeyForm(OurWords, keys.EditWebAuthnForm):
    """Give a key another name."""

    words = {"name": (_("Namn på nyckeln"), "")}


class PreferencesForm(forms.Form):
    """How the pages look to their owner."""

    language = forms.ChoiceField(
        label=_("Språk"),
        choices=choices_of(Language),
        widget=forms.RadioSelect,
        help_text=_("Gäller Samspels egna texter och de mejl du får."),
    )
    colour_scheme = forms.ChoiceField(
        label=_("Ljust eller mörkt"), choices=choices_of(ColourScheme), widget=forms.RadioSelect
    )
    text_size = forms.ChoiceField(
        label=_("Textens storlek"), choices=choices_of(TextSize), widget=forms.RadioSelect
    )
    shortcut_keys = forms.BooleanField(
        label=_("Snabbtangenter"),
        required=False,
        help_text=_("Till exempel / för att söka. Stäng av dem om de är i vägen."),
    )


class AddressForm(forms.Form):
    """The address that an account signs in with."""

    email = forms.EmailField(
        label=_("Ny e-postadress"),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


class ProvisionForm(forms.Form):
    """For each newcomer a box to tick and the address to invite.

    The address of whoever has a protected identity is not shown; left empty, the one
    in the register is used.
    """

    def __init__(self, newcomers: list[Newcomer], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.newcomers = newcomers
        for each in newcomers:
            person = each.person
            self.fields[f"valj_{person.pk}"] = forms.BooleanField(
                label=person.name, required=False
            )
            self.fields[f"adress_{person.pk}"] = forms.EmailField(
                label=_("E-postadress"),
                required=False,
                initial="" if person.is_protected else person.email,
                widget=forms.EmailInput(attrs={"autocomplete": "off"}),
                help_text=_("Skyddade uppgifter. Lämna tomt för adressen i registret.")
                if person.is_protected
                else "",
            )

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField, str]]:
        """The box, the address and the positions of each newcomer."""
        return [
            (
                self[f"valj_{each.person.pk}"],
                self[f"adress_{each.person.pk}"],
                ", ".join(each.positions),
            )
            for each in self.newcomers
        ]

    @property
    def chosen(self) -> list[tuple[Person, str]]:
        """The persons who were ticked, with the address of each."""
        given = self.cleaned_data
        return [
            (each.person, given[f"adress_{each.person.pk}"] or each.person.email)
            for each in self.newcomers
            if given[f"valj_{each.person.pk}"]
        ]


class GrantsForm(forms.Form):
    """What a kind of position gives, as boxes to tick, one group for each module."""

    def __init__(self, *args: Any, in_one_body: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for group, heading in GROUPS.items():
            choices = [
                (name, _(words))
                for name, words in CAPABILITIES.items()
                if group_of(name) == group and not (in_one_body and name in WHOLE_MUNICIPALITY)
            ]
            if choices:
                self.fields[group] = forms.MultipleChoiceField(
                    label=_(heading),
                    choices=choices,
                    required=False,
                    widget=forms.CheckboxSelectMultiple,
                )

    @property
    def wanted(self) -> set[str]:
        """The capabilities that were ticked."""
        return {name for values in self.cleaned_data.values() for name in values}
