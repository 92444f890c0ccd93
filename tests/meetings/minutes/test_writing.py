"""The minutes in Swedish: each part of a paragraph, from the record and the phrase library."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from samspel.meetings.calculation import record as r
from samspel.meetings.calculation.minutes import (
    LAYOUTS,
    PHRASES,
    PartKey,
    PhraseRefused,
    Phrases,
    checked,
    extract_of,
    restored,
    stored,
    texts_of,
    write,
)
from samspel.meetings.calculation.minutes.cover import paragraph_span
from samspel.meetings.calculation.minutes.phrases import for_people
from samspel.meetings.calculation.minutes.proposing import proposing
from samspel.meetings.enums import (
    BallotMethod,
    ConflictGround,
    ConflictState,
    CouncilQuestionKind,
    ItemKind,
    Outcome,
    ProposalKind,
    QuestionKind,
    SeatKind,
)
from tests.meetings.minutes import records as make
from tests.meetings.minutes.reading import (
    expected,
    frame,
    headings,
    in_order,
    paragraph,
    said,
    text_of,
)


def test_an_extract_with_the_decision_first_has_every_part_of_its_model_in_order():
    model = expected("utdrag_beslut_forst")

    found = extract_of(make.meeting(make.proposing()), 138, frame(model["layout"]))
    one = found.paragraphs[0]

    assert one.heading[0] == model["paragraph"]
    assert one.heading[1].endswith("(KS 2026/77)")
    assert in_order(model["headings"], headings(one))
    assert model["last_line_says"] in one.parts[-1].blocks[0].text


def test_an_extract_with_the_decision_last_has_every_part_of_its_model_in_order():
    model = expected("utdrag_beslut_sist")

    one = extract_of(make.meeting(make.contested()), 146, frame(model["layout"])).paragraphs[0]

    assert one.heading[0] == "§ 146  2026.499 KS"
    assert in_order(model["headings"], headings(one))


def test_a_decision_that_is_a_proposal_names_the_body_that_it_goes_to():
    assert said(make.proposing(), PartKey.DECISION) == (
        "Kommunstyrelsen föreslår att kommunfullmäktige beslutar: Överenskommelsen antas."
    )


@pytest.mark.parametrize(
    ("body", "to", "texts", "reads"),
    [
        (
            "kommunstyrelsen",
            "Kommunfullmäktige",
            ["Kommunfullmäktige beslutar om en taxa."],
            ("Kommunstyrelsen föreslår att kommunfullmäktige beslutar om en taxa.", []),
        ),
        (
            "kommunstyrelsens arbetsutskott",
            "Kommunstyrelsen",
            ["Kommunstyrelsen föreslår kommunfullmäktige att anta taxan."],
            (
                (
                    "Kommunstyrelsens arbetsutskott föreslår att kommunstyrelsen föreslår "
                    "kommunfullmäktige att anta taxan."
                ),
                [],
            ),
        ),
        (
            "kommunstyrelsens arbetsutskott",
            "Kommunstyrelsen",
            ["Kommunfullmäktige beslutar om en taxa."],
            (
                (
                    "Kommunstyrelsens arbetsutskott föreslår att kommunstyrelsen föreslår att "
                    "kommunfullmäktige beslutar om en taxa."
                ),
                [],
            ),
        ),
        (
            "kommunstyrelsen",
            "Kommunfullmäktige",
            ["Kommunstyrelsen föreslår kommunfullmäktige att anta taxan."],
            ("Kommunstyrelsen föreslår kommunfullmäktige att anta taxan.", []),
        ),
        (
            "kommunstyrelsen",
            "Kommunfullmäktige",
            ["Kommunfullmäktige beslutar att taxan antas.", "Kommunfullmäktige beslutar om X."],
            (
                "Kommunstyrelsen föreslår att kommunfullmäktige beslutar:",
                ["Att taxan antas.", "Om X."],
            ),
        ),
        (
            "kommunstyrelsen",
            "Kommunfullmäktige",
            ["Kommunfullmäktige beslutar inte om taxan."],
            (
                "Kommunstyrelsen föreslår att kommunfullmäktige beslutar:",
                ["Kommunfullmäktige beslutar inte om taxan."],
            ),
        ),
    ],
)
def test_a_proposal_that_says_who_decides_does_not_have_it_said_twice(body, to, texts, reads):
    assert proposing(texts, body=body, to=to, phrases=Phrases({})) == reads


def test_a_report_is_quoted_where_it_is_the_preparation_and_only_named_in_a_summary():
    item = make.contested()
    words = "Kansliet har tagit fram ett förslag."

    quoted = said(item, PartKey.PREPARATION, "beslut_sist")
    named = said(item, PartKey.DESCRIPTION)

    assert words in quoted
    assert words not in named
    assert "Kansliet har lämnat en tjänsteskrivelse 2026-05-05." in named


def test_several_points_are_numbered_under_an_opening():
    item = make.item(decision=make.decided("Taxan antas.", "Den gäller från 2027"))

    part = paragraph(item).part(PartKey.DECISION)

    assert part.blocks[0].text == "Kommunstyrelsen beslutar:"
    assert part.blocks[1].items == ("Taxan antas.", "Den gäller från 2027.")
    assert part.blocks[1].numbered


def test_movers_of_the_same_thing_share_a_sentence_in_the_order_of_the_meeting():
    assert said(make.contested(), PartKey.PROPOSALS) == (
        "Lena Strand (V) och Siv Palm (MP) yrkar avslag på arbetsutskottets förslag. "
        "Bo Ek (SD), Per-Olof Hägg (S) och Ulla Granath (M) yrkar bifall till "
        "arbetsutskottets förslag."
    )


def test_a_withdrawn_proposal_is_not_in_the_minutes_and_a_refused_one_says_why():
    item = make.item(
        proposals=(
            make.proposal(1, ProposalKind.REJECTION, make.LENA, withdrawn_at=make.at(14)),
            make.proposal(
                2, ProposalKind.OWN, make.BO, "Torget säljs", refused_because="Ett nytt ärende"
            ),
        )
    )

    text = said(item, PartKey.PROPOSALS)

    assert "Lena" not in text
    assert text == "Ordföranden vägrar proposition på Bo Eks (SD) yrkande: Ett nytt ärende."


def test_approval_of_somebodys_amendment_names_whose_it_is():
    item = make.item(
        proposals=(
            make.proposal(1, ProposalKind.AMENDMENT, make.LENA, "Taxan höjs"),
            make.proposal(2, ProposalKind.APPROVAL, make.BO, supports=1),
        )
    )

    assert said(item, PartKey.PROPOSALS).endswith(
        "Bo Ek (SD) yrkar bifall till Lena Strands (V) ändringsyrkande."
    )


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (ProposalKind.AMENDMENT, "yrkar följande ändring: Taxan höjs."),
        (ProposalKind.ADDITION, "yrkar följande tillägg: Taxan höjs."),
        (ProposalKind.REFERRAL_BACK, "yrkar att ärendet återremitteras. Taxan höjs."),
        (ProposalKind.TABLING, "yrkar att ärendet bordläggs. Taxan höjs."),
        (ProposalKind.OWN, "yrkar: Taxan höjs."),
    ],
)
def test_each_kind_of_proposal_has_its_sentence(kind, words):
    item = make.item(proposals=(make.proposal(1, kind, make.LENA, "Taxan höjs"),))

    assert said(item, PartKey.PROPOSALS) == f"Lena Strand (V) {words}"


def test_a_reason_that_begins_inside_a_sentence_goes_on_from_it():
    made = make.proposal(1, ProposalKind.REFERRAL_BACK, make.LENA, "för att räkna på kostnaden")

    assert said(make.item(proposals=(made,)), PartKey.PROPOSALS) == (
        "Lena Strand (V) yrkar att ärendet återremitteras för att räkna på kostnaden."
    )


def test_the_order_of_the_question_says_the_sides_and_what_was_found():
    assert said(make.contested(), PartKey.PUTTING) == (
        "Ordföranden ställer proposition på bifall till arbetsutskottets förslag mot avslag "
        "och finner att kommunstyrelsen beslutar att bifalla arbetsutskottets förslag."
    )


def test_deferral_is_put_first_and_both_questions_are_told():
    item = make.item(
        proposals=(
            make.proposal(1, ProposalKind.REFERRAL_BACK, make.VICE),
            make.proposal(2, ProposalKind.AMENDMENT, make.LENA, "Taxan höjs"),
        ),
        questions=(
            make.question(QuestionKind.WHEN, (r.TODAY, "referral_back"), r.TODAY),
            make.question(QuestionKind.MAIN, (r.DRAFT, "p2"), "p2", number=2),
        ),
    )

    text = said(item, PartKey.PUTTING)

    assert "propositionsordningen, som godkänns" in text
    assert "avgöras i dag eller om det ska återremitteras" in text
    assert text.endswith("beslutar att bifalla Lena Strands (V) ändringsyrkande.")


def test_the_chairs_own_wording_of_a_question_stands():
    item = make.item(
        questions=(
            make.question(
                QuestionKind.SINGLE,
                (r.DRAFT,),
                r.DRAFT,
                wording="Ordföranden frågar två gånger",
            ),
        )
    )

    assert said(item, PartKey.PUTTING) == "Ordföranden frågar två gånger."


def test_a_roll_call_gives_the_proposition_the_figures_and_everybodys_vote():
    ballot = make.roll_call(
        (make.CHAIR, make.ULLA, make.BO), (make.LENA, make.SIV), abstained=(make.VICE,)
    )
    item = make.item(
        draft=r.DraftDecision("arbetsutskottet", ("x",)),
        questions=(
            make.question(QuestionKind.MAIN, (r.DRAFT, r.REJECT), r.DRAFT, ballot=ballot),
        ),
    )

    part = paragraph(item).part(PartKey.VOTE)

    assert "Ja för bifall till arbetsutskottets förslag. Nej för avslag." in part.blocks[0].text
    assert "3 ja-röster och 2 nej-röster." in part.blocks[0].text
    assert "En ledamot avstår från att rösta." in part.blocks[0].text
    table = part.blocks[1]
    assert table.heads == ("Ledamot", "Parti", "Ja", "Nej", "Avstår")
    assert table.rows[0] == ("Karin Sundell", "M", "X", "–", "–")
    assert table.rows[-1] == ("Per-Olof Hägg", "S", "–", "–", "X")


def test_a_tie_tells_of_the_casting_vote():
    ballot = make.roll_call((make.CHAIR,), (make.LENA,), casting_vote=make.CHAIR)
    item = make.item(
        questions=(
            make.question(QuestionKind.MAIN, (r.DRAFT, r.REJECT), r.DRAFT, ballot=ballot),
        )
    )

    assert "Karin Sundell (M) har utslagsrösten (5 kap. 56 §" in said(item, PartKey.VOTE)


def test_a_secret_ballot_names_nobody():
    ballot = make.roll_call(
        (make.CHAIR, make.BO),
        (make.LENA,),
        method=BallotMethod.SECRET,
        candidates=(
            r.CandidateCount("Siv Palm", 2, elected=True),
            r.CandidateCount("Bo Ek", 1),
        ),
        blank_count=1,
    )
    item = make.item(
        questions=(make.question(QuestionKind.ELECTION, ("a", "b"), "a", ballot=ballot),)
    )

    text = said(item, PartKey.VOTE)

    assert "Karin Sundell" not in text
    assert "Lena" not in text
    assert "Siv Palm är därmed vald." in text
    assert "Blanka eller ogiltiga 1" in text


def test_acclamation_is_no_vote():
    assert paragraph(make.contested()).part(PartKey.VOTE) is None


@pytest.mark.parametrize(
    ("who", "about", "words"),
    [
        ((make.LENA,), 1, "till förmån för det egna yrkandet."),
        ((make.BO,), 1, "till förmån för Lena Strands (V) yrkande om avslag."),
        ((make.LENA, make.SIV), None, "Lena Strand (V) och Siv Palm (MP) reserverar sig"),
    ],
)
def test_a_reservation_says_for_what(who, about, words):
    item = make.item(
        proposals=(make.proposal(1, ProposalKind.REJECTION, make.LENA),),
        reservations=(r.ReservationRecord(1, who, make.at(15), about, "Fel väg."),),
    )

    text = said(item, PartKey.RESERVATION)

    assert words in text
    assert text.endswith("Skriftlig reservation: Fel väg.")


def test_reservations_for_the_same_without_words_of_their_own_stand_in_one_sentence():
    given = [
        ((make.LENA,), 1, ""),
        ((make.BO,), 1, ""),
        ((make.SIV,), 1, "Fel väg."),
        ((make.ULLA,), 1, ""),
        ((make.VICE,), None, ""),
    ]
    item = make.item(
        proposals=(make.proposal(1, ProposalKind.REJECTION, make.LENA),),
        reservations=tuple(
            r.ReservationRecord(number, who, make.at(15), about, words)
            for number, (who, about, words) in enumerate(given, start=1)
        ),
    )

    found = paragraph(item).part(PartKey.RESERVATION)

    rejecting = (
        "reserverar sig mot beslutet till förmån för Lena Strands (V) yrkande om avslag."
    )
    assert list(texts_of(found.blocks)) == [
        "Lena Strand (V) reserverar sig mot beslutet till förmån för det egna yrkandet.",
        f"Bo Ek (SD) och Ulla Granath (M) {rejecting}",
        f"Siv Palm (MP) {rejecting}",
        "Skriftlig reservation:",
        "Fel väg.",
        "Per-Olof Hägg (S) reserverar sig mot beslutet.",
    ]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (ConflictState.DECLARED, "anmäler jäv (6 kap. 28 § 1 kommunallagen)"),
        (ConflictState.UPHELD, "Kommunstyrelsen finner att Ulla Granath (M) är jävig"),
        (ConflictState.DISMISSED, "finner att jäv inte föreligger"),
    ],
)
def test_a_conflict_of_interest_says_its_ground_and_who_stood_in(state, words):
    conflict = r.ConflictRecord(
        1, make.ULLA, ConflictGround.AFFECTED, state, replaced_by=make.ANNA
    )

    text = said(make.item(conflicts=(conflict,)), PartKey.CONFLICT)

    assert words in text
    assert ("Anna Ekelöf (C) tjänstgör i ärendet" in text) == state.keeps_out


@pytest.mark.parametrize(
    ("took_part", "words"),
    [
        (None, ""),
        (False, "Ulla Granath (M) deltar inte i prövningen av jävsfrågan."),
        (
            True,
            "Ulla Granath (M) deltar i prövningen av jävsfrågan, eftersom kommunstyrelsen annars",
        ),
    ],
)
def test_whether_whoever_a_conflict_concerns_settled_it_is_said(took_part, words):
    conflict = r.ConflictRecord(
        1,
        make.ULLA,
        ConflictGround.AFFECTED,
        ConflictState.DISMISSED,
        concerned_took_part=took_part,
    )

    text = said(make.item(conflicts=(conflict,)), PartKey.CONFLICT)

    assert words in text
    assert ("prövningen" in text) == bool(words)


def test_a_message_without_a_decision_says_that_it_was_laid_before_the_body():
    message = make.item(kind=ItemKind.NOTICE, decision=None)

    text = said(message, PartKey.DESCRIPTION)

    assert text == "Meddelandet läggs fram. Inget beslut fattas."
    assert "läggs fram" not in said(make.item(kind=ItemKind.NOTICE), PartKey.DESCRIPTION)


def test_a_change_of_substitute_is_told_where_it_happens_and_nowhere_else():
    stands_in = r.Serving(make.ANNA, serving_for=make.LENA)
    items = (
        make.item(1),
        make.item(2, serving=(*make.serving(make.LENA), stands_in)),
        make.item(3, serving=(*make.serving(make.LENA), stands_in)),
        make.item(4),
    )

    told = [each.part(PartKey.ATTENDANCE) for each in text_of(make.meeting(*items)).paragraphs]

    assert [bool(each) for each in told] == [False, True, False, True]
    assert "i stället för Lena Strand (V)" in told[1].blocks[0].text
    assert (
        told[3].blocks[0].text == "Lena Strand (V) tjänstgör från och med den här paragrafen."
    )


def test_somebody_who_leaves_without_a_substitute_and_a_break_are_told():
    record = make.meeting(
        make.item(1),
        make.item(2, serving=make.serving(make.BO)),
        adjournments=(r.Adjournment(make.at(14), make.at(14, 20), item_id=2),),
    )

    text = text_of(record).paragraphs[1].part(PartKey.ATTENDANCE).blocks[0].text

    overnight = make.meeting(
        make.item(2),
        adjournments=(
            r.Adjournment(make.at(14), make.at(9) + dt.timedelta(days=1), item_id=2),
        ),
    )
    two_days = text_of(overnight)
    over = two_days.paragraphs[0].part(PartKey.ATTENDANCE).blocks[0].text

    assert "ajourneras kl. 14.00–14.20" in text
    assert over.startswith("Sammanträdet ajourneras kl. 14.00 och återupptas ")
    assert over.endswith(" kl. 9.00.")
    assert "Bo Ek (SD) tjänstgör inte från och med den här paragrafen." in text


def test_whoever_takes_no_part_is_named():
    item = make.item(not_deciding=(make.LENA, make.SIV))

    assert said(item, PartKey.PARTICIPATION) == (
        "Lena Strand (V) och Siv Palm (MP) deltar inte i beslutet."
    )


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (Outcome.REFERRED_BACK, "Ärendet återremitteras."),
        (Outcome.TABLED, "Ärendet bordläggs."),
        (Outcome.NOTED, "Informationen antecknas till protokollet."),
    ],
)
def test_an_outcome_without_points_has_its_sentence(outcome, words):
    taken = replace(make.decided(), outcome=outcome)

    assert said(make.item(decision=taken), PartKey.DECISION) == words


def test_a_minority_that_refers_back_is_told_with_its_reason():
    taken = replace(
        make.decided(),
        outcome=Outcome.REFERRED_BACK,
        by_minority=True,
        minority_reason="Kalkylen saknas",
    )

    text = said(make.item(decision=taken), PartKey.DECISION)

    assert "5 kap. 50 § kommunallagen" in text
    assert text.endswith("Motivering: Kalkylen saknas.")


def test_interpellations_and_questions_of_the_council_are_told():
    asked = r.CouncilQuestion(
        CouncilQuestionKind.INTERPELLATION,
        make.LENA,
        make.CHAIR,
        "skolmaten",
        True,
        True,
        (make.BO,),
    )

    assert said(make.item(council_questions=(asked,)), PartKey.COUNCIL_QUESTIONS) == (
        "Lena Strand (V) ställer en interpellation till Karin Sundell (M) om skolmaten. "
        "Karin Sundell (M) besvarar den. I överläggningen deltar Bo Ek (SD)."
    )


def test_a_hidden_item_gives_neither_title_nor_case_number_nor_a_word():
    item = make.item(
        5, title="Vård av Greta", case_number="SN 2026/9", is_hidden=True, is_closed=True
    )

    found = paragraph(item)

    assert "Greta" not in " ".join(texts_of(found))
    assert "SN 2026/9" not in " ".join(texts_of(found))
    assert found.paragraph == "§ 5"


def test_an_item_without_a_paragraph_is_not_in_the_minutes():
    record = make.meeting(make.item(1), make.item(2, paragraph=""))

    assert [each.paragraph for each in text_of(record).paragraphs] == ["§ 1"]


def test_agreed_words_stand_in_the_place_of_the_written_ones():
    chosen = replace(frame(), wordings={(1, PartKey.DESCRIPTION): "Så här i stället."})

    text = write(make.meeting(make.item(1, summary="Nej.")), chosen)

    assert text.paragraphs[0].part(PartKey.DESCRIPTION).blocks[0].text == "Så här i stället."


def test_the_cover_lists_who_served_for_whom_and_at_which_paragraphs():
    stands_in = r.Serving(make.ANNA, serving_for=make.LENA)
    people = [
        replace(
            each,
            intervals=(
                r.Presence(
                    make.at(13, 30),
                    make.at(16),
                    remote=True,
                    serving=True,
                    serving_for=make.LENA,
                ),
            ),
        )
        if each.person is make.ANNA
        else replace(each, intervals=(), excuse="sjuk")
        if each.person is make.SIV
        else each
        for each in make.participants()
    ]
    record = make.meeting(
        make.item(1),
        make.item(2, serving=(*make.serving(), stands_in)),
        participants=tuple(people),
    )

    tables = {each.caption: each for each in text_of(record).cover if hasattr(each, "caption")}

    assert tables["Tjänstgörande ersättare"].rows == (
        ("Anna Ekelöf", "C", "Lena Strand (V)", "på distans, § 2"),
    )
    assert tables["Frånvarande ledamöter"].rows[0][-1] == "sjuk"
    assert tables["Övriga närvarande"].rows == (("Ingrid Falk", "Nämndsekreterare"),)


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ([], "–"),
        (["§ 7"], "§ 7"),
        (["§ 1", "§ 2", "§ 3"], "§§ 1–3"),
        (["§ 1", "§ 2", "§ 5", "§ 9"], "§§ 1–2, 5 och 9"),
        (["§ 3", "§ 3 a", "§ 4"], "§§ 3, 3 a och 4"),
    ],
)
def test_paragraphs_are_written_as_a_span(given, printed):
    assert paragraph_span(given) == printed


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_is_stored_is_read_back_word_for_word(layout):
    ballot = make.roll_call((make.CHAIR,), (make.LENA,))
    voted = make.item(
        7,
        questions=(
            make.question(QuestionKind.MAIN, (r.DRAFT, r.REJECT), r.DRAFT, ballot=ballot),
        ),
    )
    text = text_of(make.meeting(make.proposing(), make.contested(), voted), layout)

    assert restored(stored(text)) == text


def test_a_phrase_of_the_bodys_own_is_used_and_keeps_what_it_must_carry():
    own = checked("proposal.rejection", "%(movers)s vill avslå %(draft)s.")

    text = said(make.contested(), PartKey.PROPOSALS, **{"proposal.rejection": own})

    assert text.startswith("Lena Strand (V) och Siv Palm (MP) vill avslå arbetsutskottets")


@pytest.mark.parametrize(
    ("key", "text", "words"),
    [
        ("proposal.rejection", "Avslag på %(draft)s.", "[de som yrkar]"),
        ("proposal.rejection", "%(movers)s %(draft)s %(party)s", "inget annat"),
        ("proposal.rejection", "%(movers)s vill 100 % avslå %(draft)s.", "procent"),
        ("proposal.rejection", "  ", "tom"),
        ("finns.inte", "Hej.", "finns inte"),
    ],
)
def test_a_phrase_that_loses_a_fact_is_refused(key, text, words):
    with pytest.raises(PhraseRefused) as refusal:
        checked(key, text)

    assert words in refusal.value.message


def test_every_phrase_of_the_library_passes_its_own_check():
    for key, each in PHRASES.items():
        assert checked(key, each.say) == each.say, key
        assert checked(key, for_people(each.say)) == each.say, key
        assert "%" not in for_people(each.say), key


def test_everybody_called_is_sorted_by_seat_and_only_members_decide():
    record = make.meeting(make.item(1))
    called = r.Participant(50, make.person(50, "Olof Berg"), SeatKind.CALLED, 1, "Revisor", ())

    tables = [
        each.caption
        for each in text_of(replace(record, participants=(*record.participants, called))).cover
        if hasattr(each, "caption")
    ]

    assert tables == ["Beslutande", "Ersättare som inte tjänstgör", "Övriga närvarande"]
