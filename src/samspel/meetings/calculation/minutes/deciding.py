"""The parts about deciding: proposals, how the question was put, votes, the decision."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from samspel.foundation.swedish import capitalise, count_word, join_words
from samspel.meetings.calculation.minutes.naming import Names, full_stop, persons
from samspel.meetings.calculation.minutes.parts import Block, Points, Prose, Quote, Table
from samspel.meetings.calculation.minutes.phrases import Phrases
from samspel.meetings.calculation.minutes.proposing import proposing
from samspel.meetings.calculation.record import (
    BallotRecord,
    DecisionRecord,
    ItemRecord,
    PersonRef,
    ProposalRecord,
    QuestionRecord,
    ReservationRecord,
)
from samspel.meetings.enums import (
    BallotMethod,
    Outcome,
    ProposalKind,
    QuestionKind,
    VoteChoice,
)

_WITHOUT_TEXT = {ProposalKind.APPROVAL, ProposalKind.REJECTION}


def proposals(item: ItemRecord, phrases: Phrases) -> tuple[Block, ...]:
    """Say which proposals stood (KL 5 kap. 67 § 1): those with the same aim in one sentence."""
    names, said = Names(item), []
    for (kind, text, _supports), group in groupby(_in_order(item.standing_proposals), _aim):
        made = list(group)
        written = phrases.say(
            f"proposal.{kind}",
            movers=names.movers(made),
            draft=names.supported(made[0]),
            text=text,
        )
        said.append(full_stop(_running_on(written, text)))
    said.extend(
        phrases.say(
            "proposal.refused",
            proposal=names.proposal(each),
            reason=full_stop(each.refused_because),
        )
        for each in item.proposals
        if each.refused_because and each.withdrawn_at is None
    )
    return _prose(said)


def _running_on(written: str, text: str) -> str:
    """Let a text that begins inside a sentence go on from it: "återremitteras för att …"."""
    return written.replace(f". {text}", f" {text}") if text[:1].islower() else written


def _aim(made: ProposalRecord) -> tuple[str, str, int]:
    plain = made.kind in _WITHOUT_TEXT and not made.text.strip()
    return made.kind.value, "" if plain else full_stop(made.text), made.supports or 0


def _in_order(made: Iterable[ProposalRecord]) -> list[ProposalRecord]:
    """Keep the order of the meeting, with those of one aim beside the first of them."""
    found = list(made)
    first: dict[tuple[str, str, int], int] = {}
    for place, each in enumerate(found):
        first.setdefault(_aim(each), place)
    return sorted(found, key=lambda each: (first[_aim(each)], each.number))


def putting(item: ItemRecord, body: str, phrases: Phrases) -> tuple[Block, ...]:
    """Say in which order the chair put the question (KL 5 kap. 67 § 2)."""
    said = []
    if len(item.questions) > 1:
        said.append(phrases.say("putting.order"))
    asked = sorted(item.questions, key=lambda each: each.number)
    said.extend(_put(each, item, body, phrases) for each in asked)
    return _prose(said)


def _put(question: QuestionRecord, item: ItemRecord, body: str, phrases: Phrases) -> str:
    """Say how one question was put, as the chair worded it where that was written down."""
    if question.wording.strip():
        return full_stop(question.wording)
    if question.ballot is not None and question.ballot.candidates:
        return phrases.say("putting.papers")
    names = Names(item)
    sides = [names.side(each) for each in question.alternatives]
    if question.by_minority:
        return phrases.say(
            "putting.minority",
            other=join_words([_passive(each.verb) for each in sides[1:]], last="eller"),
            result=_passive(names.side(question.alternative(question.result)).verb),
        )
    if question.kind is QuestionKind.SINGLE and len(sides) == 1:
        return capitalise(
            phrases.say("putting.only_draft", draft=sides[0].noun.removeprefix("bifall till "))
        )
    found = names.side(question.alternative(question.found))
    kind = QuestionKind.MAIN if _is_choice(question) else question.kind
    return phrases.say(
        f"putting.{kind}",
        body=body,
        found=found.verb,
        chosen=found.noun.removeprefix("bifall till "),
        first=sides[0].noun,
        sides=join_words(
            names.nouns(question.alternatives),
            last="mot" if len(sides) == 2 and kind is not QuestionKind.COUNTER else "",
        ),
        other=join_words([_passive(each.verb) for each in sides[1:]], last="eller"),
    )


def _passive(verb: str) -> str:
    """Give the verb alone in the passive: "återremittera ärendet" becomes "återremitteras"."""
    return f"{verb.split(' ', maxsplit=1)[0]}s"


def _is_choice(question: QuestionRecord) -> bool:
    """Whether a single question was in truth a choice between two sides."""
    return question.kind is QuestionKind.SINGLE and len(question.alternatives) > 1


def votes(item: ItemRecord, body: str, phrases: Phrases) -> tuple[Block, ...]:
    """Say which votes were held and what they gave (KL 5 kap. 67 § 3 and 5)."""
    blocks: list[Block] = []
    for question in sorted(item.questions, key=lambda each: each.number):
        if (
            question.ballot is not None
            and question.ballot.method is not BallotMethod.ACCLAMATION
        ):
            blocks.extend(_vote(question, question.ballot, item, body, phrases))
    return tuple(blocks)


def _vote(
    question: QuestionRecord,
    ballot: BallotRecord,
    item: ItemRecord,
    body: str,
    phrases: Phrases,
) -> tuple[Block, ...]:
    names = Names(item)
    said = _asked_for(ballot, phrases)
    yes, no = names.nouns((ballot.yes, ballot.no))
    if ballot.candidates:
        proportional = any(each.group for each in ballot.candidates)
        said.append(phrases.say("vote.proportional" if proportional else "vote.secret"))
    else:
        said.append(
            phrases.say(
                "vote.proposition",
                yes=yes,
                no=no,
            )
        )
        said.extend(_counted(ballot, phrases))
    if ballot.casting_vote:
        said.append(phrases.say("vote.casting", chair=ballot.casting_vote.printed))
    if ballot.by_lot:
        said.append(phrases.say("vote.lot"))
    said.append(_outcome(question, ballot, names, body, phrases))
    return (*_prose(said), *_lists(ballot, phrases))


def _asked_for(ballot: BallotRecord, phrases: Phrases) -> list[str]:
    """Say who asked for the vote; an election by papers is held without anybody asking."""
    if ballot.requested_by:
        return [phrases.say("vote.requested", person=ballot.requested_by.printed)]
    return [] if ballot.candidates else [phrases.say("vote.asked")]


def _counted(ballot: BallotRecord, phrases: Phrases) -> list[str]:
    """Say the figures of a ballot, with who abstained and was absent where anybody was."""
    hands = ballot.method is BallotMethod.SHOW_OF_HANDS and not ballot.rows
    said = [
        phrases.say(
            "vote.hands" if hands else "vote.result",
            yes=str(ballot.yes_count),
            no=str(ballot.no_count),
        )
    ]
    if ballot.method is BallotMethod.SECRET:
        said.insert(0, phrases.say("vote.secret"))
    if ballot.abstained_count:
        said.append(phrases.say("vote.abstained", count=_members(ballot.abstained_count)))
    if ballot.absent_count:
        said.append(phrases.say("vote.absent", count=_members(ballot.absent_count)))
    return said


def _members(count: int) -> str:
    word = "ledamot" if count == 1 else "ledamöter"
    return f"{capitalise(count_word(count))} {word}"


def _outcome(
    question: QuestionRecord, ballot: BallotRecord, names: Names, body: str, phrases: Phrases
) -> str:
    elected = [each.name for each in ballot.candidates if each.elected]
    if elected:
        key = "vote.elected" if len(elected) == 1 else "vote.elected_many"
        return phrases.say(key, names=join_words(elected))
    result = ballot.result or question.result
    return phrases.say(
        "vote.outcome", body=body, found=names.side(question.alternative(result)).verb
    )


_HEADS = ("Ja", "Nej", "Avstår", "Frånvarande")
_COLUMN = {
    VoteChoice.YES: 0,
    VoteChoice.NO: 1,
    VoteChoice.ABSTAIN: 2,
    VoteChoice.ABSENT: 3,
}


def _lists(ballot: BallotRecord, phrases: Phrases) -> tuple[Block, ...]:
    """Give the roll of an open vote, or the names of an election; never both."""
    if any(each.group for each in ballot.candidates):
        return (_groups(ballot, phrases),)
    if ballot.candidates:
        counted = tuple((each.name, str(each.votes)) for each in ballot.candidates)
        blank = (
            (("Blanka eller ogiltiga", str(ballot.blank_count)),) if ballot.blank_count else ()
        )
        return (
            Table(phrases.say("vote.list"), ("Namn", "Röster"), (*counted, *blank), (4, 1)),
        )
    if not ballot.rows or ballot.method is BallotMethod.SECRET:
        return ()
    used = [
        place
        for choice, place in _COLUMN.items()
        if any(row.choice is choice for row in ballot.rows)
    ]
    rows = tuple(
        (
            row.person.name
            if not row.serving_for
            else f"{row.person.name} (för {row.serving_for.name})",
            row.person.party,
            *("X" if _COLUMN[row.choice] == place else "–" for place in used),
        )
        for row in ballot.rows
    )
    heads = ("Ledamot", "Parti", *(_HEADS[place] for place in used))
    return (
        Table(
            phrases.say("vote.list"),
            heads,
            rows,
            (5, 1, *(1 if _HEADS[each] != "Frånvarande" else 2 for each in used)),
        ),
    )


def _groups(ballot: BallotRecord, phrases: Phrases) -> Table:
    """List the groups of a proportional election with their votes, places and names."""
    rows = []
    for name in dict.fromkeys(each.group for each in ballot.candidates):
        own = [each for each in ballot.candidates if each.group == name]
        chosen = [each.name for each in own if each.elected]
        rows.append((name, str(own[0].votes), str(len(chosen)), ", ".join(chosen) or "–"))
    if ballot.blank_count:
        rows.append(("Blanka eller ogiltiga", str(ballot.blank_count), "–", "–"))
    heads = ("Grupp", "Röster", "Platser", "Valda")
    return Table(phrases.say("vote.list"), heads, tuple(rows), (2, 1, 1, 4))


def decision(item: ItemRecord, body: str, phrases: Phrases) -> tuple[Block, ...]:
    """Say what was decided (KL 5 kap. 67 § 4), in points where there are several."""
    taken = item.decision
    if taken is None:
        return ()
    blocks = list(_points(taken, body, phrases) or _standard(taken, phrases))
    if taken.by_minority and taken.minority_reason.strip():
        reason = full_stop(taken.minority_reason)
        blocks.append(Prose(phrases.say("decision.minority", reason=reason)))
    return tuple(blocks)


def _points(taken: DecisionRecord, body: str, phrases: Phrases) -> tuple[Block, ...]:
    texts = [full_stop(each.text) for each in taken.points if each.text.strip()]
    if not texts:
        return ()
    opening = ""
    if taken.proposes_to and taken.outcome is Outcome.DECIDED:
        opening, texts = proposing(texts, body=body, to=taken.proposes_to, phrases=phrases)
    if not texts:
        return (Prose(opening),)
    if len(texts) == 1:
        return (Prose(f"{opening}\n\n{texts[0]}" if opening else texts[0]),)
    opening = opening or phrases.say("decision.first", body=body)
    return (Prose(opening), Points(tuple(texts), numbered=True))


_STANDARD = {
    Outcome.REFERRED_BACK: "decision.referred",
    Outcome.TABLED: "decision.tabled",
    Outcome.NOTED: "decision.noted",
}


def _standard(taken: DecisionRecord, phrases: Phrases) -> tuple[Block, ...]:
    key = _STANDARD.get(taken.outcome)
    return (Prose(phrases.say(key)),) if key else ()


def reservations(item: ItemRecord, phrases: Phrases) -> tuple[Block, ...]:
    """Say who reserved against the decision (KL 5 kap. 67 § 6, 4 kap. 27 §).

    Those who reserved for the same without words of their own stand in one sentence, where
    the first of them does: thirty sentences that differ by a name are read by nobody.
    """
    blocks: list[Block] = []
    for who, each in _alike(item):
        blocks.append(Prose(_reserved(who, each.proposal_id, item, phrases)))
        if each.motivation.strip():
            blocks.extend(
                (Prose(phrases.say("reservation.written")), Quote(each.motivation.strip()))
            )
    return tuple(blocks)


def _alike(item: ItemRecord) -> list[tuple[tuple[PersonRef, ...], ReservationRecord]]:
    """Give the reservations, those that say the same as one, each with who stands behind it.

    Whoever reserves for a proposal of their own is apart from those who do so for another's.
    """
    own = {
        p.proposal_id: {each.printed for each in (p.mover, *p.seconders)}
        for p in item.proposals
    }
    found: dict[object, tuple[tuple[PersonRef, ...], ReservationRecord]] = {}
    for each in item.reservations:
        names = {who.printed for who in each.persons}
        is_own = names <= own.get(each.proposal_id or 0, set())
        key = each.reservation_id if each.motivation.strip() else (each.proposal_id, is_own)
        who, first = found.get(key, ((), each))
        found[key] = ((*who, *each.persons), first)
    return list(found.values())


def _reserved(
    who: tuple[PersonRef, ...], proposal_id: int | None, item: ItemRecord, phrases: Phrases
) -> str:
    made = next((p for p in item.proposals if p.proposal_id == proposal_id), None)
    if made is None:
        return phrases.say("reservation.plain", persons=persons(who))
    behind = {made.mover.printed, *(each.printed for each in made.seconders)}
    if {each.printed for each in who} <= behind:
        return phrases.say("reservation.own", persons=persons(who))
    return phrases.say(
        "reservation.for", persons=persons(who), proposal=Names(item).proposal(made)
    )


def _prose(said: list[str]) -> tuple[Block, ...]:
    return (Prose("\n\n".join(said)),) if said else ()
