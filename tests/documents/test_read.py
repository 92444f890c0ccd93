"""To read documents: lists, download, secrecy, and what the trail keeps of it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from samspel.audit.models import AuditEntry
from samspel.documents import permission, services, storage
from samspel.documents.models import Document
from samspel.documents.queries import documents_by_owner, documents_of, file_rows
from samspel.foundation.refusal import NotAllowed
from tests.cast import PERSONS, Town
from tests.documents import files
from tests.documents.conftest import OWNER, Store

SignIn = Callable[[str], Client]
GROUND = "OSL 26 kap. 1 §"


def address(document: Document) -> str:
    return reverse("documents:download", args=[document.uuid])


def reads() -> list[str]:
    return list(
        AuditEntry.objects.filter(act="documents.document.read").values_list(
            "actor_name", flat=True
        )
    )


def test_an_open_document_is_saved_under_its_name_and_shown_by_no_browser(
    store: Store, as_person: SignIn
):
    document = store("Köket på Åsö.pdf")

    response = as_person("maria").get(address(document))

    assert b"".join(response.streaming_content) == files.PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''K%C3%B6ket%20p%C3%A5%20%C3%85s%C3%B6.pdf"
    )
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    assert reads() == []


def test_residents_read_what_the_owners_policy_lets_them(store: Store):
    assert Client().get(address(store())).status_code == 200


def test_a_secret_document_is_read_by_whom_the_policy_names_and_it_is_kept(
    store: Store, as_person: SignIn
):
    document = store(secrecy=GROUND)
    allowed = {
        name for name in PERSONS if as_person(name).get(address(document)).status_code == 200
    }

    assert allowed == {"ingrid", "karin"}
    assert sorted(reads()) == ["Ingrid Falk", "Karin Sundell"]


def test_a_secret_document_is_as_good_as_missing_to_others(store: Store, as_person: SignIn):
    secret, nothing = address(store("Hemlig.pdf", secrecy=GROUND)), f"/dokument/{uuid4()}/"
    client = as_person("maria")

    found, missing = client.get(secret), client.get(nothing)

    assert (found.status_code, missing.status_code) == (404, 404)
    assert "Hemlig" not in found.content.decode()


def test_a_resident_is_led_to_sign_in_whether_there_is_a_document_or_not(store: Store):
    for path in (address(store(secrecy=GROUND)), f"/dokument/{uuid4()}/"):
        response = Client().get(path)
        assert response.status_code == 302
        assert response["Location"].startswith("/inloggning/")


def test_lists_hold_and_count_only_what_the_viewer_may_know_of(town: Town, store: Store):
    plain, secret = store("a.pdf"), store("b.pdf", secrecy=GROUND)
    body = town.body("KS")

    assert documents_of(body, town.actor("karin")) == [plain, secret]
    assert documents_of(body, town.actor("maria")) == [plain]
    assert documents_of(body, None) == [plain]


def test_without_a_policy_nobody_reads(town: Town, store: Store, as_person: SignIn):
    document = store()
    permission._POLICIES.pop(OWNER)

    assert documents_of(town.body("KS"), town.actor("ingrid")) == []
    assert as_person("ingrid").get(address(document)).status_code == 404


def test_the_public_never_reads_what_is_secret_whatever_the_policy(town: Town, store: Store):
    permission.register_policy(OWNER, lambda _document, _actor: True)

    store("b.pdf", secrecy=GROUND)

    assert documents_of(town.body("KS"), None) == []


def test_without_a_rule_for_changes_only_the_uploader_changes(town: Town, store: Store):
    permission.register_policy(OWNER, lambda _document, _actor: True)
    document = store()

    with pytest.raises(NotAllowed):
        services.remove(document, actor=town.actor("karin"))
    assert services.remove(document, actor=town.actor("ingrid")).removed_at


def test_a_lost_file_is_said_and_nothing_is_kept_as_read(store: Store, as_person: SignIn):
    document = store(secrecy=GROUND)
    storage.path_of(document.sha256).unlink()

    response = as_person("ingrid").get(address(document))

    assert response.status_code == 404
    assert "Handlingens fil saknas" in response.content.decode()
    assert reads() == []


def test_documents_of_many_owners_take_one_statement(
    town: Town, store: Store, statement_count: object
):
    store("a.pdf")
    store("b.pdf", owner=town.body("SN"))
    owners = [town.body("KS"), town.body("SN"), town.body("BUN")]
    actor = town.actor("ingrid")

    with statement_count() as found:  # type: ignore[operator]
        papers = documents_by_owner(owners, actor)

    assert len(found) == 1
    assert [len(papers.get(owner.pk, [])) for owner in owners] == [1, 1, 0]
    # What belongs to something else with the same key is not theirs.
    permission.register_policy("people.person", lambda _document, _actor: True)
    Document.objects.filter(owner_id=owners[1].pk).update(owner_type="people.person")
    assert [len(documents_of(owner, actor)) for owner in owners] == [1, 0, 0]


def test_rows_for_a_list_say_kind_size_and_marking(store: Store):
    (row,) = file_rows([store(secrecy=GROUND)])

    assert (row.name, row.kind, row.size, row.note) == (
        "rapport.pdf",
        "PDF",
        len(files.PDF),
        "Sekretess",
    )


def test_only_reading_is_answered(store: Store, as_person: SignIn):
    assert as_person("ingrid").post(address(store())).status_code == 405


def test_a_service_opens_nothing_for_whoever_may_not_read(town: Town, store: Store):
    document = store("Hemlig.pdf", secrecy=GROUND)

    with pytest.raises(NotAllowed) as refusal:
        services.opened(document, actor=town.actor("maria"))

    assert "Hemlig" not in refusal.value.message
    assert reads() == []


def test_of_no_owners_there_are_no_documents(town: Town):
    assert documents_by_owner([], town.actor("ingrid")) == {}
