"""To mark, open up, replace and remove a document: by whom, and what stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from samspel.audit.models import AuditEntry
from samspel.documents import permission, services
from samspel.documents.errors import FileRefused, RemovalRefused, SecrecyRefused
from samspel.documents.models import Document
from samspel.documents.policies import may_change_document, may_read_document
from samspel.documents.queries import document_by_uuid, documents_of
from samspel.foundation.hashing import digest_of
from samspel.foundation.refusal import NotAllowed
from tests.cast import Town
from tests.conftest import NOW
from tests.documents import files
from tests.documents.conftest import OWNER, Store


def acts() -> list[str]:
    return list(AuditEntry.objects.order_by("id").values_list("act", flat=True))


def test_a_document_is_marked_on_a_ground(town: Town, store: Store):
    document = services.mark_secret(
        store(), ground=" OSL 26 kap. 1 § ", actor=town.actor("ingrid")
    )

    assert (document.is_secret, document.secrecy_ground) == (True, "OSL 26 kap. 1 §")
    assert acts()[-1] == "documents.document.marked_secret"


def test_a_marking_without_ground_is_refused(town: Town, store: Store):
    document = store()

    with pytest.raises(SecrecyRefused, match="Ange grunden"):
        services.mark_secret(document, ground="  ", actor=town.actor("ingrid"))

    document.refresh_from_db()
    assert not document.is_secret
    assert len(acts()) == 1


def test_a_marking_is_lifted_for_a_reason_of_which_the_hash_is_kept(town: Town, store: Store):
    document = store(secrecy="OSL 26 kap. 1 §")

    services.open_up(document, reason="Uppgiften är borta.", actor=town.actor("ingrid"))

    document.refresh_from_db()
    assert not document.is_secret
    entry = AuditEntry.objects.latest("id")
    assert entry.facts == {
        "ground": "OSL 26 kap. 1 §",
        "reason_sha256": digest_of("Uppgiften är borta."),
    }


def test_lifting_needs_a_marking_and_a_reason(town: Town, store: Store):
    open_one, secret = store("a.pdf"), store("b.pdf", secrecy="OSL 26 kap. 1 §")
    before = acts()

    with pytest.raises(SecrecyRefused, match="inte markerad"):
        services.open_up(open_one, reason="x", actor=town.actor("ingrid"))
    with pytest.raises(SecrecyRefused, match="Ange varför"):
        services.open_up(secret, reason=" ", actor=town.actor("ingrid"))

    assert acts() == before


def test_a_new_version_takes_the_olds_place_and_keeps_its_marking(town: Town, store: Store):
    old = store(secrecy="OSL 26 kap. 1 §")

    new = services.replace(
        old,
        files.upload("ny.txt", files.TEXT),
        owner=town.body("KS"),
        actor=town.actor("ingrid"),
    )

    assert (new.replaces, new.secrecy_ground) == (old, "OSL 26 kap. 1 §")
    assert documents_of(town.body("KS"), town.actor("ingrid")) == [new]
    assert Document.objects.count() == 2
    assert acts()[-1] == "documents.document.replaced"


def test_an_old_version_is_not_replaced_again(town: Town, store: Store):
    old = store()
    files_of = [files.upload("a.txt", files.TEXT), files.upload("b.txt", files.TEXT)]
    given = {"owner": town.body("KS"), "actor": town.actor("ingrid")}
    services.replace(old, files_of[0], **given)

    with pytest.raises(RemovalRefused, match="redan ersatts"):
        services.replace(old, files_of[1], **given)

    assert Document.objects.count() == 2


def test_a_new_version_that_lies_leaves_the_old_one(town: Town, store: Store):
    old = store()

    with pytest.raises(FileRefused):
        services.replace(
            old,
            files.upload("ny.pdf", files.HTML),
            owner=town.body("KS"),
            actor=town.actor("ingrid"),
        )

    assert documents_of(town.body("KS"), town.actor("ingrid")) == [old]


def test_a_removed_document_is_gone_from_view_and_its_trace_stays(town: Town, store: Store):
    document = services.remove(store(), actor=town.actor("ingrid"), at=NOW)

    assert documents_of(town.body("KS"), town.actor("ingrid")) == []
    assert document_by_uuid(document.uuid) is None
    assert Document.objects.get().removed_at == NOW
    assert acts()[-1] == "documents.document.removed"


def test_a_removed_document_is_not_removed_again(town: Town, store: Store):
    document = services.remove(store(), actor=town.actor("ingrid"), at=NOW)

    with pytest.raises(RemovalRefused, match="redan borttagen"):
        services.remove(document, actor=town.actor("ingrid"), at=NOW)


Act = Callable[[Document, Town, str], object]
CHANGES: dict[str, Act] = {
    "mark_secret": lambda document, town, name: services.mark_secret(
        document, ground="OSL 26 kap. 1 §", actor=town.actor(name)
    ),
    "open_up": lambda document, town, name: services.open_up(
        document, reason="Borta.", actor=town.actor(name)
    ),
    "remove": lambda document, town, name: services.remove(document, actor=town.actor(name)),
    "replace": lambda document, town, name: services.replace(
        document,
        files.upload("ny.txt", files.TEXT),
        owner=town.body("KS"),
        actor=town.actor(name),
    ),
}


@pytest.mark.parametrize("act", sorted(CHANGES))
@pytest.mark.parametrize("name", ["karin", "maria", "tomas", "bo"])
def test_nobody_changes_a_document_against_its_owners_policy(
    act: str, name: str, town: Town, store: Store
):
    document = store(secrecy="OSL 26 kap. 1 §")
    before = (acts(), Document.objects.values().get())

    with pytest.raises(NotAllowed):
        CHANGES[act](document, town, name)

    assert (acts(), Document.objects.values().get()) == before


def test_residents_change_nothing_whatever_the_policy(store: Store):
    assert not may_change_document(store(), None)


@pytest.mark.parametrize("may_change", [None, lambda _document, _actor: True])
def test_residents_change_nothing_whatever_the_owners_policy_says(
    store: Store, may_change: Callable[[object, object], bool] | None
) -> None:
    permission.register_policy(OWNER, lambda _document, _actor: True, may_change)
    document = store()

    assert may_read_document(document, None)
    assert not may_change_document(document, None)
