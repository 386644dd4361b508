"""Every claim stands on somebody's word: whose, through whom, and how far the words reach."""

import pytest
from attribution_world import agency, built, found, read, said

from dateline.claims.attribution import attributions, chain_for

_CLAUSE = (
    "The/the/DT/det/1 army/army/NN/nsubj/2 said/say/VBD/ROOT/2 rebels/rebel/NNS/nsubj/5 had/have/VBD/aux/5 "
    "left/leave/VBN/ccomp/2 Kidal/Kidal/NNP/dobj/5 ././././2"
)
_INSERTED = (
    "Most/most/JJ/nsubj/7 of/of/IN/prep/0 them/they/PRP/pobj/1 ,/,/,/punct/5 he/he/PRP/nsubj/5 "
    "said/say/VBD/parataxis/7 ,/,/,/punct/5 were/be/VBD/ROOT/7 alive/alive/JJ/acomp/7 ././././7"
)
_NESTED = (
    "The/the/DT/det/1 ministry/ministry/NN/nsubj/2 said/say/VBD/ROOT/2 rebels/rebel/NNS/nsubj/5 "
    "had/have/VBD/aux/5 promised/promise/VBN/ccomp/2 to/to/TO/aux/7 leave/leave/VB/xcomp/5 ././././2"
)
_REPORTED = (
    "The/the/DT/det/1 army/army/NN/nsubj/2 said/say/VBD/ccomp/8 it/it/PRP/nsubj/4 won/win/VBD/ccomp/2 "
    ",/,/,/punct/8 the/the/DT/det/7 TASS/TASS/NNP/nsubj/8 reported/report/VBD/ROOT/8 ././././8"
)
_UNSAID = (
    "The/the/DT/det/1 army/army/NN/nsubj/4 did/do/VBD/aux/4 not/not/RB/neg/4 say/say/VB/ROOT/4 "
    "who/who/WP/nsubj/6 won/win/VBD/ccomp/4 ././././4"
)


def test_content_runs_from_the_clause_to_the_end_of_what_was_said() -> None:
    report = built(_CLAUSE)
    (only,) = found(report)
    assert (only.source.text, only.source.type, only.source.anonymous) == ("army", "body", False)
    assert said(report, only) == "rebels had left Kidal"
    assert report.report.received_text[only.cue.start : only.cue.end] == "said"


def test_an_insertion_attributes_both_halves_around_it() -> None:
    report = built(_INSERTED)
    (only,) = found(report)
    assert said(report, only) == "Most of them | were alive"
    assert only.style == "parenthetical"


def test_a_promise_told_by_another_is_the_promisers_word_through_the_teller() -> None:
    report = built(_NESTED)
    chain = chain_for(found(report), 0, 7)
    assert [a.source.text for a in chain] == ["rebels", "ministry"]
    assert chain[0].via == ("ministry",)
    assert chain[0].speech == "vow"


def test_an_agency_that_reports_a_statement_is_its_channel() -> None:
    report = built(_REPORTED)
    chain = chain_for(found(report), 0, 4)
    assert chain[0].source.text == "army"
    assert chain[0].via == ("TASS",)
    assert said(report, chain[0]) == "it won"


def test_what_was_not_said_is_attributed_to_nobody() -> None:
    report = built(_UNSAID)
    assert all(not a.confirmed for a in found(report))
    assert chain_for(found(report), 0, 6) == []


def test_the_order_of_asking_changes_nothing() -> None:
    report = built(_CLAUSE, _NESTED, _INSERTED)
    assert attributions(report, agency=agency) == attributions(report, agency=agency)
    starts = [(a.sentence, a.cue.start) for a in found(report)]
    assert starts == sorted(starts)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Nobody was hurt, insisted the police chief, Tomas Reyes.", "Tomas Reyes", "Nobody was hurt"),
        ("The base, the rebels claimed, had been abandoned.", "rebels", "The base | had been abandoned"),
        ("In the army's telling, the village was empty.", "army", "the village was empty"),
        ("As the United Nations put it, the siege was a crime.", "United Nations", "the siege was a crime"),
        ("Six died in the raid, according to a local doctor.", "local doctor", "Six died in the raid"),
        ("The opposition's health ministry reported 23 dead.", "opposition's health ministry", "23 dead"),
        ("Explosions were reported by residents near the port.", "residents near the port", "Explosions"),
        ("The attack was claimed by a faction of rebels.", "faction of rebels", "The attack"),
        ("The rebels were quoted as saying the raids would resume.", "rebels", "the raids would resume"),
        ("The mine had flooded, an engineer said, as crowds gathered at the gate.", "engineer",
         "The mine had flooded"),
        ("Rescuers said the toll had risen to 31, while the hospital put it at 40.", "Rescuers",
         "the toll had risen to 31"),
        ("The premier vowed to crush the uprising.", "premier", "to crush the uprising"),
        ("Kenya thanked Uganda for its help.", "Kenya", "Uganda for its help"),
        ("She said that twelve had drowned, although there was no independent confirmation.", "She",
         "that twelve had drowned"),
    ],
)  # fmt: skip
def test_constructions_of_attribution(text: str, source: str, content: str) -> None:
    report = read(text)
    first = next(a for a in found(report) if a.confirmed)
    assert (first.source.name or first.source.text) == source
    assert said(report, first) == content


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("A colonel told AFP by telephone that the bridge was mined.", ("AFP",)),
        ("The bishop told reporters that gunmen had taken 40 children.", ()),
        ("A navy captain told state broadcaster Telsur that the port had reopened.", ("Telsur",)),
        ("The governor said on Telegram that shelling had stopped.", ("Telegram",)),
        ("In a Facebook post, the governor said that shelling had stopped.", ("Facebook",)),
        ("The mayor was quoted by Reuters as saying that nobody was left.", ("Reuters",)),
        ("The Herald quoted a diplomat as saying the talks had collapsed.", ("The Herald",)),
        ("The battalion had withdrawn, a source said, according to Reuters.", ("Reuters",)),
    ],
)
def test_newsrooms_and_platforms_are_channels(text: str, via: tuple[str, ...]) -> None:
    report = read(text)
    speaker = min(
        (a for a in found(report) if a.confirmed), key=lambda a: sum(e - f for _, f, e in a.content)
    )
    assert speaker.via == via


@pytest.mark.model
def test_a_source_cited_answers_before_the_outlet_that_cites_it() -> None:
    report = read("Citing witnesses, Radio Horizon reported that militiamen had burned the market.")
    chain = chain_for(found(report), 0, len(report.sentences[0].tokens) - 3)
    assert [a.source.text for a in chain] == ["witnesses", "Radio Horizon"]
    assert chain[0].via == ("Radio Horizon",)


@pytest.mark.model
def test_a_denial_ends_where_the_words_denied_begin() -> None:
    report = read("The army rejected the group's claim that it had freed the hostages.")
    denial, claim = found(report)
    assert (denial.stance, denial.source.text, said(report, denial)) == (
        "denies",
        "army",
        "the group's claim",
    )
    assert (claim.source.text, said(report, claim)) == ("group", "that it had freed the hostages")
    assert claim.via == ()


@pytest.mark.model
def test_denied_reports_have_no_voice_of_their_own() -> None:
    report = read("The ministry denied reports that the dam had been hit, calling them propaganda.")
    denial, judgement = found(report)
    assert said(report, denial) == "reports that the dam had been hit"
    assert (judgement.source.text, judgement.speech) == ("ministry", "describe")


@pytest.mark.model
def test_a_statement_behind_a_colon_goes_with_the_denial_but_is_asserted() -> None:
    report = read("The spokesman denied the raid: no soldier had left the barracks.")
    denial, statement = found(report)
    assert (denial.stance, said(report, denial)) == ("denies", "the raid")
    assert (statement.stance, said(report, statement)) == ("asserts", "no soldier had left the barracks")


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "The operation went according to plan.",
        "The law says that elections must be held within two years.",
        "It is believed that hundreds remain trapped.",
        "Four of the five bridges are reported to be down.",
        "The government declared a ceasefire.",
        "The officers called off the search.",
        "Ministers are expected to announce a curfew.",
        "No group has claimed responsibility for the bombing.",
    ],
)
def test_words_of_nobody_are_not_attributed(text: str) -> None:
    assert found(read(text)) == ()


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("A spokeswoman for the mission declined to comment on the strike.", "spokeswoman for the mission"),
        ("The junta did not respond to the allegations.", "junta"),
        ("The governor could not be reached.", "governor"),
        ("The police have yet to comment.", "police"),
        ("The footage could not be independently verified.", ""),
        ("There was no independent confirmation.", ""),
        ("The ministry has not confirmed that the base fell.", "ministry"),
    ],
)
def test_silence_is_noted_and_is_no_denial(text: str, who: str) -> None:
    (note,) = found(read(text))
    assert not note.confirmed
    assert note.stance == "asserts"
    assert note.source.text == who


@pytest.mark.model
@pytest.mark.parametrize(
    ("headline", "source", "content"),
    [
        ("Rebels Seize Mine, Official Says", "Official", "Rebels Seize Mine"),
        ("Army: gunmen took river port", "Army", "gunmen took river port"),
        ("Forty dead in market blast – police", "police", "Forty dead in market blast"),
    ],
)
def test_headlines(headline: str, source: str, content: str) -> None:
    report = read(headline, part="headline")
    (only,) = found(report)
    assert only.source.text.lower() == source.lower()
    assert said(report, only) == content
    assert only.style == "headline"


@pytest.mark.model
def test_a_topic_before_a_colon_is_no_source() -> None:
    assert found(read("Ferry disaster: 12 bodies recovered", part="headline")) == ()
