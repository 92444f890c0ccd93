"""Sign-in: allauth's views with our forms, and answers that tell the truth (422)."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from allauth.account import views as account
from allauth.mfa.base import views as second_step
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from samspel.access.services import demo_is_on
from samspel.access.web import forms
from samspel.kit.web import UNPROCESSABLE


class Answers422:
    """A form that was not accepted is shown again with 422, and says so in its title."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show the form again with what was wrong."""
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]  # mixed into a view
        if isinstance(response, TemplateResponse):
            response.status_code = UNPROCESSABLE
            response.context_data = {**(response.context_data or {}), "has_errors": True}
        return response


def _by_number(request: HttpRequest) -> dict[str, object]:
    """Tell whether the page's address is a number, and where the page is under a name.

    A key belongs to a host name: browsers make none for a bare number such as 127.0.0.1.
    """
    address = urlsplit(f"//{request.get_host()}")
    try:
        number = ip_address(address.hostname or "")
    except ValueError:
        return {"by_number": False, "named_url": ""}
    port = f":{address.port}" if address.port else ""
    at = f"{request.scheme}://localhost{port}{request.path}"
    return {"by_number": True, "named_url": at if number.is_loopback else ""}


class LoginView(Answers422, account.LoginView):
    """Sign in."""

    form_class = forms.LoginForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tell the page whether this is the demo, where one may choose who to be."""
        return {**super().get_context_data(**kwargs), "is_demo": demo_is_on()}


class ReauthenticateView(Answers422, account.ReauthenticateView):
    """Show once more that it is you, by the password."""

    form_class = forms.ReauthenticateForm


class PasswordResetView(Answers422, account.PasswordResetView):
    """Ask for a link to choose a new password."""

    form_class = forms.ResetPasswordForm


class PasswordFromKeyView(Answers422, account.PasswordResetFromKeyView):
    """Choose a password by a link from a letter."""

    form_class = forms.ResetPasswordKeyForm
    reset_url_key = "valj"


class PasswordChangeView(Answers422, account.PasswordChangeView):
    """Replace the password."""

    form_class = forms.ChangePasswordForm


class PasswordSetView(Answers422, account.PasswordSetView):
    """Choose a first password."""

    form_class = forms.SetPasswordForm


class CodeView(Answers422, second_step.AuthenticateView):
    """The second step of signing in."""

    form_class = forms.CodeForm
    webauthn_form_class = forms.KeyAfterPasswordForm


class KeyView(keys.LoginWebAuthnView):
    """Sign in with a key alone."""

    form_class = forms.KeyForm


class CodeAgainView(Answers422, second_step.ReauthenticateView):
    """Show once more that it is you, by a code."""

    form_class = forms.CodeAgainForm


class KeyAgainView(keys.ReauthenticateWebAuthnView):
    """Show once more that it is you, by a key."""

    form_class = forms.KeyAgainForm


class ActivateAppView(Answers422, totp.ActivateTOTPView):
    """Tie an authenticator app to the account."""

    form_class = forms.ActivateAppForm


class DeactivateAppView(Answers422, totp.DeactivateTOTPView):
    """Untie the app."""


class NewRecoveryCodesView(Answers422, recovery.GenerateRecoveryCodesView):
    """Make new recovery codes."""


class AddKeyView(Answers422, keys.AddWebAuthnView):
    """Add a key."""

    form_class = forms.AddKeyForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tell the page whether it was opened by a number, where no key can be made."""
        return {**super().get_context_data(**kwargs), **_by_number(self.request)}


class RenameKeyView(Answers422, keys.EditWebAuthnView):
    """Give a key another name."""

    form_class = forms.RenameKeyForm
