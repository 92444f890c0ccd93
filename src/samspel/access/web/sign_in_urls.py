"""Addresses of sign-in. The route names are allauth's, since it looks them up by them.

Only what is used here is reachable: there is no sign-up, and no page on which somebody
changes their own address.
"""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as second_step
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.webauthn import views as keys
from django.urls import URLPattern, path, re_path

from samspel.access.web import sign_in

urlpatterns: list[URLPattern] = [
    path("", sign_in.LoginView.as_view(), name="account_login"),
    path("ut/", account.logout, name="account_logout"),
    path("stangt/", account.account_inactive, name="account_inactive"),
    path("igen/", sign_in.ReauthenticateView.as_view(), name="account_reauthenticate"),
    path("igen/kod/", sign_in.CodeAgainView.as_view(), name="mfa_reauthenticate"),
    path("igen/nyckel/", sign_in.KeyAgainView.as_view(), name="mfa_reauthenticate_webauthn"),
    path("kod/", sign_in.CodeView.as_view(), name="mfa_authenticate"),
    path("nyckel/", sign_in.KeyView.as_view(), name="mfa_login_webauthn"),
    path("losenord/", sign_in.PasswordResetView.as_view(), name="account_reset_password"),
    path("losenord/skickat/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^losenord/nytt/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        sign_in.PasswordFromKeyView.as_view(),
        name="account_reset_password_from_key",
    ),
    path(
        "losenord/klart/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("losenord/byt/", sign_in.PasswordChangeView.as_view(), name="account_change_password"),
    path("losenord/valj/", sign_in.PasswordSetView.as_view(), name="account_set_password"),
    path("tva-steg/", second_step.index, name="mfa_index"),
    path("tva-steg/app/", sign_in.ActivateAppView.as_view(), name="mfa_activate_totp"),
    path(
        "tva-steg/app/ta-bort/", sign_in.DeactivateAppView.as_view(), name="mfa_deactivate_totp"
    ),
    path("tva-steg/koder/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "tva-steg/koder/nya/",
        sign_in.NewRecoveryCodesView.as_view(),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "tva-steg/koder/hamta/",
        recovery.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("tva-steg/nycklar/", keys.list_webauthn, name="mfa_list_webauthn"),
    path("tva-steg/nycklar/ny/", sign_in.AddKeyView.as_view(), name="mfa_add_webauthn"),
    path(
        "tva-steg/nycklar/<int:pk>/", sign_in.RenameKeyView.as_view(), name="mfa_edit_webauthn"
    ),
    path(
        "tva-steg/nycklar/<int:pk>/ta-bort/", keys.remove_webauthn, name="mfa_remove_webauthn"
    ),
]
