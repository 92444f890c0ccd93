"""What the product does with each rule of the Local Government Act on meetings, and which test.

``docs/reference/local-government-act.md`` is written from this table; a test sees to it that
every named test exists and that every provision of the shipped rules stands here.
"""

from __future__ import annotations

from typing import NamedTuple

A, D, V, P, S = (
    "meetings/test_attendance.py",
    "meetings/test_deciding.py",
    "meetings/test_voting.py",
    "meetings/test_procedure.py",
    "meetings/test_serving.py",
)
C, B, W = (
    "meetings/minutes/test_completeness.py",
    "meetings/minutes/test_board.py",
    "meetings/minutes/test_appeal_days.py",
)
AP = "meetings/minutes/test_approval.py"
CHAIN, PREPARED = "cases/test_chain.py", "cases/test_route.py"
PAPERS = "cases/test_papers_and_reports.py"
DELEGATED = "meetings/test_decide_on_delegation.py"
T = "meetings/test_statute.py"
N, E = "meetings/test_initiative.py", "meetings/test_proportional.py"
L, Y = "meetings/test_law_in_the_room.py", "meetings/test_duties.py"


class Row(NamedTuple):
    """One rule: its section, what it says, what the product does, the rules, the test."""

    section: str
    rule: str
    does: str
    test: str
    provisions: tuple[str, ...] = ()


MEETING = (
    Row(
        "5:13",
        "The council is announced a week before, with its matters",
        "blocks the notice",
        f"{D}::test_kl_5_13_and_15_the_council_is_called_a_week_before_and_no_later",
        ("kallelsetid-fullmaktige", "kallelse-i-tid"),
    ),
    Row(
        "5:14",
        "An urgent matter is announced by the weekday before",
        "blocks the item",
        f"{D}::test_kl_5_14_a_matter_announced_by_the_weekday_before_may_be_decided",
        ("bradskande-arende",),
    ),
    Row(
        "5:15",
        "Every member and substitute is called a week before",
        "blocks the notice",
        f"{D}::test_kl_5_13_and_15_the_council_is_called_a_week_before_and_no_later",
        ("ledamoter-kallas-i-tid",),
    ),
    Row(
        "6:23",
        "A committee sets its own days of notice",
        "computes, by the body's settings",
        "meetings/test_plan_meeting.py::test_kl_6_23_the_bodys_own_settings_count_the_deadlines",
    ),
    Row(
        "5:52",
        "The council decides only what was announced, or what all agree is urgent",
        "blocks the item",
        f"{D}::test_kl_5_52_the_council_decides_what_was_not_announced_only_if_all_agree",
        ("tillkannagivet-arende",),
    ),
    Row(
        "5:45",
        "Council quorum: more than half",
        "computes and blocks, per item",
        f"{V}::test_kl_5_45_and_6_27_more_than_half_must_be_there",
        ("mer-an-halften-fullmaktige", "beslutfort-fullmaktige"),
    ),
    Row(
        "5:46",
        "A conflict of interest makes no council too small",
        "computes",
        f"{A}::test_kl_5_46_the_council_goes_on_when_a_conflict_makes_it_too_few",
    ),
    Row(
        "6:27",
        "Committee quorum: more than half, without exception",
        "computes and blocks, per item",
        f"{A}::test_kl_6_27_no_item_is_handled_by_half_of_the_members",
        ("mer-an-halften-namnd", "beslutfor-namnd"),
    ),
    Row(
        "5:16, 6:24 until 2026-06-30",
        "Remote: the council decides; all see and hear each other",
        "blocks",
        f"{T}::test_kl_5_16_and_6_24_all_see_and_hear_each_other_until_the_last_of_june_2026",
        (
            "distans-beslutad-fullmaktige",
            "distans-beslutad-namnd",
            "alla-ser-och-hor-fullmaktige",
            "alla-ser-och-hor-namnd",
        ),
    ),
    Row(
        "5:16, 6:24 from 2026-07-01 (rests on prop. 2025/26:164)",
        "Remote: the chair makes sure who takes part; the council's presidium is on site",
        "blocks",
        f"{A}::test_kl_6_24_remote_needs_the_councils_decision_and_the_chairs_check",
        (
            "presidiet-pa-plats",
            "kontrollerat-deltagande-fullmaktige",
            "kontrollerat-deltagande-namnd",
        ),
    ),
    Row(
        "5:17",
        "A substitute serves for a member who is away",
        "computes",
        f"{S}::test_kl_5_17_a_substitute_serves_only_for_a_member_who_is_away",
    ),
    Row(
        "5:18",
        "The agreed order; whoever has begun goes first",
        "computes",
        f"{S}::test_kl_5_18_the_agreed_order_counts_unless_another_has_begun",
    ),
    Row(
        "5:19",
        "A member who comes takes the place back",
        "computes",
        f"{S}::test_kl_5_19_a_member_who_comes_takes_the_place_back",
    ),
    Row(
        "5:20",
        "Whoever left does not return the same day, except after a conflict of interest",
        "computes",
        f"{A}::test_kl_5_20_a_member_who_left_does_not_serve_again_that_day",
    ),
    Row(
        "5:21",
        "Own party; own constituency first",
        "computes",
        f"{S}::test_kl_5_21_only_the_partys_own_and_the_same_constituency_first",
    ),
    Row(
        "6:16–17",
        "Order in committees by the council's decision",
        "computes, by the body's settings",
        f"{S}::test_kl_6_17_own_party_first_and_then_the_councils_order_of_parties",
    ),
    Row(
        "6:22",
        "Somebody else presides when nobody of the presidium can",
        "blocks others",
        f"{A}::test_kl_6_22_another_member_presides_only_while_nobody_of_the_presidium_can",
    ),
    Row(
        "6:17 second paragraph",
        "Substitutes are told of the meeting, and may be there also when they do not serve",
        "sends them the notice; computes their seat at the meeting",
        "meetings/test_dispatch_and_hold.py::test_kl_6_17_the_notice_goes_to_members_and_substitutes_with_a_calendar_entry",
    ),
    Row(
        "5:42",
        "The council meets in public; closed doors are for one matter",
        "computes: open whatever is set of the body, and without the items that are closed",
        f"{A}::test_kl_5_42_the_council_meets_in_public_whatever_is_set_and_a_committee_does_not",
    ),
    Row(
        "6:20",
        "A by-election is held when a member leaves during the term",
        "computes: the council's item opens by itself, and its secretary is reminded where that"
        " came to nothing; that the representation does not change is for the council",
        f"{Y}::test_kl_6_20_a_by_election_comes_up_by_itself_and_is_asked_for_until_the_seat_is_filled",
        ("fyllnadsval",),
    ),
    Row(
        "14 kap. vallagen",
        "A seat in the council is filled by a new count of the votes, never by a by-election",
        "computes: its secretary is reminded to tell the county administrative board",
        f"{Y}::test_vallagen_14_a_seat_in_the_council_is_told_to_the_county_and_no_election_held",
        ("ny-ledamot-i-fullmaktige",),
    ),
    Row(
        "6:25",
        "Closed doors for the exercise of authority and what is secret",
        "blocks the item",
        f"{T}::test_kl_6_25_what_must_be_closed_is_not_handled_with_open_doors",
        ("stangda-dorrar",),
    ),
    Row(
        "6:25 first paragraph",
        "A committee's meetings are public only where the council has let them be",
        "blocks a setting that names no such decision",
        f"{A}::test_kl_6_25_a_committee_is_public_only_by_the_councils_decision",
    ),
    Row(
        "prop. 2025/26:164",
        "The board tells the council once a year how committees see to private providers",
        "is not kept: it rests on the bill, and the report is one of the board's own cases",
        "",
    ),
    Row(
        "5:12, 6:23",
        "An extra meeting when a third of the members, or the chair, want it",
        "computes and blocks fewer; the chair and the secretary are reminded until it is planned",
        f"{Y}::test_kl_6_23_a_third_of_the_members_binds_the_committee_and_one_fewer_does_not",
        (
            "tredjedel-begar-mote-i-namnd",
            "tredjedel-begar-mote-i-fullmaktige",
            "begart-mote-i-namnd",
            "begart-mote-i-fullmaktige",
        ),
    ),
    Row(
        "11:8",
        "The board's budget proposal before the end of October",
        "computes and warns where no meeting leaves time for it",
        f"{Y}::test_kl_11_8_the_board_is_told_when_no_meeting_leaves_time_for_the_budget",
        ("manad-for-budgetforslag", "budgetforslag-i-tid"),
    ),
    Row(
        "11:10",
        "The council's budget before the end of November; an election year by the new one",
        "computes and warns where no meeting leaves time for it",
        f"{Y}::test_kl_11_10_the_council_is_told_and_in_an_election_year_the_new_one_adopts_it",
        (
            "manad-for-budget",
            "budget-i-tid",
            "mandattidens-langd",
            "ett-valar",
            "manad-for-nyvalda",
            "dag-for-nyvalda",
        ),
    ),
    Row(
        "8:14",
        "The board's budget proposal is on the web from when the council's meeting is announced",
        "warns when the notice is sent; where it is published nobody tells the product",
        f"{Y}::test_kl_8_14_the_proposal_is_asked_for_when_the_budget_is_announced",
        ("budgetforslag-pa-webben",),
    ),
    Row(
        "4:28, 6:17, 6:26, 5:39",
        "What each seat may do",
        "computes and blocks",
        f"{P}::test_kl_6_26_whoever_is_called_speaks_if_the_body_says_so_and_never_decides",
    ),
)
CONFLICT = (
    Row(
        "6:28–30",
        "The disqualified is out of the item, and back after it",
        "computes",
        f"{A}::test_kl_6_30_whoever_is_disqualified_is_out_of_the_item_and_serves_again_after_it",
        ("javsgrund-i-namnd",),
    ),
    Row(
        "6:30",
        "A conflict that is raised is settled at once",
        "blocks the item",
        f"{A}::test_kl_6_30_a_raised_conflict_is_settled_before_the_item_and_5_47_has_other_grounds",
        ("jav-avgjort-namnd",),
    ),
    Row(
        "6:30 third paragraph",
        "Whoever it is about takes part in settling it only where the body is else too few",
        "is for the body: the record says what it found, and not who took part in finding it",
        "",
    ),
    Row(
        "6:32, 5:47",
        "A decision on a conflict is appealed only together with the matter's",
        "is for the court: no decision on a conflict is announced by itself",
        "",
    ),
    Row(
        "5:48–49",
        "Whoever is accountable is out of the discharge and of the auditors' election; may speak"
        " of the audit report",
        "computes: out of the item in the council; blocks the ground in a committee",
        f"{A}::test_kl_5_48_whoever_is_accountable_is_out_in_the_council_and_a_committee_has_no_such_ground",
    ),
    Row(
        "5:47",
        "The council's own grounds; no reasons to disregard them",
        "blocks other grounds, and reasons that are only a committee's",
        f"{L}::test_kl_5_47_the_council_has_no_such_reasons",
        ("javsgrund-i-fullmaktige", "jav-avgjort-fullmaktige", "bortse-bara-i-namnd"),
    ),
    Row(
        "6:29",
        "What obviously is no matter is disregarded",
        "blocks that it is upheld; that it obviously is so is for the body to find",
        f"{L}::test_kl_6_29_what_obviously_is_no_matter_is_disregarded_and_never_upheld",
        ("uppenbart-utan-betydelse",),
    ),
    Row(
        "6:31",
        "A tie to the municipality's company, or an earlier committee, is no conflict",
        "blocks it on other grounds, and in the exercise of authority",
        f"{L}::test_kl_6_31_a_tie_to_the_municipalitys_company_is_no_conflict",
        (
            "knuten-ar-inte-javig",
            "bolag-bara-vissa-grunder",
            "bolag-inte-myndighetsutovning",
            "annan-namnd-bara-en-grund",
        ),
    ),
    Row(
        "7:4",
        "The same grounds hold for those employed",
        "is not kept: an official's conflict of interest is settled outside meetings, by the"
        " administration",
        "",
    ),
)
DECISION = (
    Row(
        "4:22, 5:39",
        "Who may propose",
        "blocks",
        f"{D}::test_kl_4_22_only_whoever_serves_proposes_and_5_57_no_new_matter_in_the_council",
        ("ratt-att-yrka", "ratt-att-yrka-fullmaktige"),
    ),
    Row(
        "5:57",
        "No new matter is put in the council",
        "blocks when the chair says so",
        f"{D}::test_kl_4_22_only_whoever_serves_proposes_and_5_57_no_new_matter_in_the_council",
        ("inget-nytt-arende",),
    ),
    Row(
        "5:57 second paragraph",
        "The council may let what was refused as unlawful be put",
        "blocks it for a new matter, and in committees",
        f"{L}::test_kl_5_57_the_council_lets_what_was_refused_as_unlawful_be_put_all_the_same",
        ("nekat-laggs-fram",),
    ),
    Row(
        "5:53, 6:33",
        "The order in which the question is put",
        "computes",
        f"{P}::test_kl_5_53_every_question_has_two_sides_and_each_round_removes_one",
    ),
    Row(
        "5:54",
        "Votes are open, except in elections and employment",
        "blocks",
        f"{D}::test_kl_5_54_only_an_election_is_secret_and_5_56_lots_settle_it",
        ("oppen-omrostning",),
    ),
    Row(
        "5:55",
        "Simple majority",
        "computes",
        f"{V}::test_kl_5_55_a_simple_majority_of_those_who_vote_settles_it",
    ),
    Row(
        "5:56",
        "The chair's casting vote; lots in elections",
        "computes",
        f"{D}::test_kl_5_56_a_tie_is_settled_by_the_chairs_own_vote_and_never_without_it",
    ),
    Row(
        "4:24",
        "One vote for each who serves",
        "blocks",
        f"{D}::test_kl_4_24_only_whoever_serves_votes_and_no_more_hands_than_members",
    ),
    Row(
        "4:25",
        "One may abstain; the chair must vote where needed",
        "computes and blocks",
        f"{D}::test_kl_4_25_a_chair_who_abstained_votes_when_it_comes_out_even",
        ("bara-tjanstgorande-avstar",),
    ),
    Row(
        "4:26",
        "Whoever handled the exercise of authority takes part in deciding it",
        "blocks, once it is said of the item",
        f"{L}::test_kl_4_26_and_6_25_the_exercise_of_authority_is_said_once_of_the_item",
        ("myndighetsutovning",),
    ),
    Row(
        "5:50",
        "A third of those present defers, once, not in elections, with a reason",
        "computes and blocks",
        f"{D}::test_kl_5_50_a_third_of_the_council_defers_once_with_a_reason",
        (
            "minoritetens-storlek",
            "en-tredjedel",
            "bara-en-gang",
            "inte-i-val",
            "motiverad-aterremiss",
        ),
    ),
    Row(
        "5:50 second paragraph",
        "An extra election is always tabled the first time",
        "computes, and blocks any other question",
        f"{L}::test_kl_5_50_an_extra_election_is_always_tabled_the_first_time",
        ("extra-val-bordlaggs",),
    ),
    Row(
        "5:51",
        "A tabled matter comes up at the next meeting",
        "computes",
        "meetings/test_cases_way.py::test_kl_5_51_a_tabled_case_comes_up_at_the_next_meeting_by_itself",
    ),
    Row(
        "6:33",
        "In a committee only a majority defers",
        "blocks",
        f"{D}::test_kl_6_33_in_a_committee_only_a_majority_defers",
        ("minoritet-bara-i-fullmaktige",),
    ),
    Row(
        "4:27",
        "Reservation: whoever took part, before the meeting closes",
        "blocks",
        f"{D}::test_kl_4_27_whoever_took_part_reserves_until_the_meeting_is_closed",
        (
            "reservation-efter-beslut",
            "reservation-av-deltagare",
            "reservation-utan-avstaende",
            "reservation-under-motet",
        ),
    ),
    Row(
        "4:28, 6:17",
        "Who may have an opinion noted",
        "blocks, by the body's settings",
        f"{D}::test_kl_4_28_and_6_17_an_opinion_is_noted_for_whoever_has_the_right",
        ("ratt-till-anteckning", "anteckning-under-motet"),
    ),
    Row(
        "5:59–64",
        "Interpellations and questions",
        "blocks",
        f"{D}::test_kl_5_59_to_64_a_question_in_the_council_is_allowed_and_answered",
        ("fragan-stalls-i-fullmaktige", "motiverad-interpellation", "inte-myndighetsutovning"),
    ),
    Row(
        "5:26–27",
        "A committee, or a drafting committee that a committee may comment on, prepares the case",
        "blocks",
        f"{CHAIN}::test_the_council_takes_up_nothing_that_no_committee_has_prepared_kl_5_26",
        ("berett", "namnd-far-yttra-sig"),
    ),
    Row(
        "5:28",
        "The board always has its say, and there is a proposal to decide on",
        "blocks",
        f"{CHAIN}::test_the_board_always_gets_its_say_before_the_council_kl_5_28",
        ("styrelsen-far-yttra-sig", "forslag-till-beslut"),
    ),
    Row(
        "5:29, 5:31",
        "Elections, resignations and extra elections need no preparation",
        "computes",
        f"{CHAIN}::test_elections_and_resignations_need_no_preparation_kl_5_29",
    ),
    Row(
        "5:30",
        "A newly elected council changes the number in a committee unprepared",
        "blocks an old council, and warns where that is not said",
        f"{PREPARED}::test_kl_5_30_only_a_newly_elected_council_changes_the_number_unprepared",
        ("nyvalda-fullmaktige",),
    ),
    Row(
        "5:32",
        "What the auditors remark on has been explained before the council takes it up",
        "blocks, and warns where that is not said",
        f"{PREPARED}::test_kl_5_32_a_remark_is_explained_before_the_council_takes_it_up",
        ("forklaring-inhamtad",),
    ),
    Row(
        "5:33",
        "What is urgent is decided unprepared if all present agree",
        "warns until it is known, and blocks where they do not",
        f"{CHAIN}::test_an_urgent_case_is_warned_for_until_all_present_agree_kl_5_33",
        ("enighet-pa-sammantradet", "inte-oeniga"),
    ),
    Row(
        "5:34",
        "A citizens' proposal is handed over to a committee unprepared",
        "blocks anything else",
        f"{CHAIN}::test_only_a_citizens_proposal_is_handed_over_unprepared_kl_5_34",
        ("bara-medborgarforslag",),
    ),
    Row(
        "5:35",
        "A motion within a year, or reported",
        "computes and lists",
        f"{CHAIN}::test_motions_over_a_year_are_listed_until_decided_or_reported_in_time_kl_5_35",
        ("motion-inom-ett-ar",),
    ),
    Row(
        "6:5",
        "A committee tells the council how it has done what it was asked to",
        "computes and lists: an assignment with a day and a report back; how much is to be told,"
        " and in what form, is for the council",
        f"{PAPERS}::test_kl_6_5_an_assignment_has_an_owner_a_day_a_decision_and_reports_that_stay",
    ),
    Row(
        "6:37–40",
        "Decisions on delegation are numbered and reported",
        "computes",
        "meetings/test_decide_on_delegation.py::test_kl_6_40_the_decision_is_listed_on_the_next_meeting_under_one_item",
    ),
    Row(
        "6:38",
        "What may not be delegated, and what no automated function decides",
        "blocks; nothing is decided automatically",
        f"{N}::test_kl_6_38_what_the_committee_decides_itself_is_not_delegated",
        (
            "inte-mal-och-inriktning",
            "inte-framstallning",
            "inte-principiell-myndighetsutovning",
            "inte-medborgarforslag",
            "inte-enligt-annan-lag",
            "inte-automatiskt",
        ),
    ),
    Row(
        "6:37, 7:5–6",
        "Whom the committee lets decide, and whom a head of administration lets",
        "blocks others: the right is given to a position in the body",
        f"{DELEGATED}::test_kl_6_37_and_7_5_only_whom_the_body_lets_decides",
    ),
    Row(
        "7:7",
        "The users of a service may have their say, or agree, before an employee decides",
        "is for the body: such a condition stands in its delegation order and not in the product",
        "",
    ),
    Row(
        "6:40 second paragraph, 7:8, 8:10",
        "A decision that is not reported is minuted by itself and announced",
        "computes: every decision is reported; on the board it needs a notice of its own kind",
        f"{B}::test_kl_8_10_and_11_a_notice_fits_its_kind",
    ),
    Row(
        "6:39",
        "What is urgent is decided by the chair or another member",
        "blocks others",
        f"{N}::test_kl_6_39_what_is_urgent_is_decided_by_a_member_and_nobody_else",
        ("bradskande-av-ledamot",),
    ),
    Row(
        "4:20, 4:22",
        "Every member raises matters in a committee; a substitute while serving",
        "blocks others",
        f"{N}::test_kl_4_20_and_4_22_a_substitute_raises_a_matter_only_while_serving",
        ("vacka-i-namnd",),
    ),
    Row(
        "4:21",
        "An auditor raises what concerns the audit",
        "blocks anything else",
        f"{N}::test_kl_4_21_an_auditor_raises_what_concerns_the_audit_and_nothing_else",
        ("revisor-vacker-i-namnd",),
    ),
    Row(
        "4:19, 5:22",
        "Who raises matters in the council",
        "blocks others",
        f"{N}::test_kl_4_19_and_5_22_a_member_of_the_council_moves_and_nobody_else",
        ("vacka-i-fullmaktige", "revisor-vacker-i-fullmaktige", "fullmaktige-har-gett-ratten"),
    ),
    Row(
        "5:1–2",
        "What only the council decides",
        "blocks a committee as the one who decides, once it is said of the case",
        "cases/test_route.py::test_kl_5_1_and_5_2_only_the_council_decides_some_things",
        ("bara-fullmaktige", "enligt-lag-fullmaktige"),
    ),
    Row(
        "11:15",
        "Expenditure during the year says how it is paid for",
        "warns, by the words of the decision",
        f"{L}::test_kl_11_15_what_the_council_spends_is_kept_as_warned_of_until_it_says_how",
        ("utgiften-finansieras",),
    ),
    Row(
        "6:34",
        "A committee reports citizens' proposals at least once a year",
        "computes, reminds the secretary, warns and writes the report",
        f"{Y}::test_kl_6_34_the_report_is_on_the_secretarys_start_page_a_month_before_the_year_is_over",
        ("informationstid-medborgarforslag", "informerat-i-tid"),
    ),
    Row(
        "5:58, 6:42, lag (2022:629) 1–3 §§",
        "Which elections are proportional, and how many have to ask",
        "computes and blocks",
        f"{E}::test_kl_5_58_and_lpv_2_the_quota_asks_for_it_and_one_fewer_may_not",
        (
            "proportionellt-bara-val",
            "proportionellt-val-av",
            "tillrackligt-manga-begar-det",
            "ersattare-som-ledamoterna",
        ),
    ),
    Row(
        "6:42",
        "A working committee is chosen among its body's members and substitutes",
        "blocks others, once it is entered who they are",
        "people/test_elect.py::test_kl_6_42_nobody_else_is_chosen_to_a_working_committee",
    ),
    Row(
        "lag (2022:629)",
        "Places fall by the highest comparative number, lots between those who are level",
        "computes",
        f"{E}::test_kl_5_58_the_places_fall_by_the_highest_comparative_number",
    ),
)
MINUTES = (
    Row(
        "5:65–66",
        "Who served, and which matters",
        "computes and blocks approval",
        f"{C}::test_kl_5_65_and_66_the_meeting_itself",
    ),
    Row(
        "5:67",
        "The six things of each matter",
        "blocks approval",
        f"{C}::test_kl_5_67_each_of_the_six_things_is_named_with_its_item",
    ),
    Row(
        "5:68",
        "Interpellations and questions in the minutes",
        "blocks approval",
        f"{C}::test_kl_5_68_questions_of_the_council_say_what_and_whether_answered",
    ),
    Row(
        "5:69",
        "Approval within fourteen days",
        "computes the day; asks the secretary for the minutes; warns of those that are late",
        f"{AP}::test_kl_5_69_an_approval_on_the_fifteenth_day_is_kept_as_late_and_on_the_fourteenth_not",
        ("justeringstid", "justerat-i-tid"),
    ),
    Row(
        "8:12",
        "Announced by the second day after approval",
        "computes and reminds",
        f"{B}::test_kl_8_12_what_is_approved_and_not_announced_is_due_the_second_day",
        ("anslagstid",),
    ),
    Row(
        "8:12",
        "The announcement says where the minutes are and which day it was made",
        "blocks one that cannot say where; computes the day",
        f"{B}::test_kl_8_12_a_body_that_has_not_said_where_its_minutes_are_announces_nothing",
    ),
    Row(
        "8:12",
        "Stays until the time for appeal is over",
        "blocks",
        f"{B}::test_kl_8_12_the_notice_stays_the_last_day_and_comes_down_the_day_after",
    ),
    Row(
        "8:9",
        "The board is on the website, easy to reach, apart from all else, and on the premises",
        "shows it to everybody on a page of its own; on the premises it is for the body",
        f"{B}::test_kl_8_9_everybody_reads_the_board_on_a_page_of_its_own",
    ),
    Row(
        "8:10–11",
        "Nothing else on the notice board",
        "blocks",
        f"{B}::test_kl_8_10_there_is_no_other_kind_of_notice",
    ),
    Row(
        "13:1",
        "Every member of the municipality may have a decision's legality reviewed",
        "is for the court: whether somebody is a member is for the court to see to",
        "",
    ),
    Row(
        "13:2",
        "What only prepares or executes is not appealed, but for the council's decisions",
        "computes what proposes to another body or puts the matter off, and says so of the"
        " decision; what only executes is for the court",
        f"{Y}::test_kl_13_2_what_a_committee_only_proposes_is_not_appealed",
        ("inte-forberedande",),
    ),
    Row(
        "13:3",
        "Not where another statute says how the decision is appealed",
        "is for the body: the notice of a decision says how it is appealed",
        "",
    ),
    Row(
        "13:4",
        "In writing, to the administrative court, with the circumstances",
        "says so on the notice board, with the court that the body has named",
        f"{B}::test_kl_13_4_the_board_says_where_and_how_a_decision_is_appealed",
    ),
    Row(
        "13:6–9",
        "What the court considers, and when it sets a decision aside",
        "is for the court",
        "",
    ),
    Row(
        "13:5",
        "Three weeks from the announcement, to the next weekday",
        "computes",
        f"{W}::test_kl_13_5_every_day_of_ten_years_gives_three_weeks_and_then_the_next_weekday",
        ("overklagandetid",),
    ),
    Row(
        "13:5",
        "The time runs only while the announcement is there",
        "warns",
        f"{B}::test_kl_13_5_an_outage_makes_the_end_uncertain_until_it_is_announced_again",
    ),
    Row(
        "13:14",
        "What may be executed before it is final",
        "computes and warns of the reasons to wait that the secretary has noted",
        f"{Y}::test_kl_13_14_a_decision_may_be_executed_unless_there_are_reasons_to_wait",
        ("inga-skal-att-vanta",),
    ),
    Row(
        "8:13",
        "Ordinances in a collection of their own, with a register on the web",
        "computes the register from what is in force",
        f"{Y}::test_kl_8_13_an_ordinance_stands_in_the_register_while_it_holds",
    ),
    Row(
        "2:3",
        "Members of the municipality are treated equally",
        "blocks, where the guideline says so, a party that is left out of an offer of visits;"
        " else it is for the body",
        "visits/test_party_visits.py::test_kl_2_3_to_leave_a_party_out_is_stopped_by_the_guideline",
    ),
)
TABLES = (
    ("Meetings: notice, presence, quorum", MEETING),
    ("Conflicts of interest", CONFLICT),
    ("Proposals, votes, decisions", DECISION),
    ("Minutes, notice board, appeal", MINUTES),
)
