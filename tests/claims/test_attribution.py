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
        ("One of the deckhands said that the ferry had capsized.", "One of the deckhands",
         "that the ferry had capsized"),
        ("In a note, one of the family's lawyers, Peter Amsel, said the guards had fled.", "Peter Amsel",
         "the guards had fled"),
        ("\"A brave one. One of the best captains of the whole fleet,\" Admiral Ines Prado (retired) said.",
         "Ines Prado", '"A brave one. | One of the best captains of the whole fleet,"'),
        ("The guards, Petrov explained later at the hearing, were asleep.", "Petrov",
         "The guards | were asleep"),
        ("The convoy, according to a relief worker, was attacked near the ford.", "relief worker",
         "The convoy | was attacked near the ford"),
        ("Families walked to the border, where, according to a local charity, guards turned them back.",
         "local charity", "guards turned them back"),
        ("Losses rose by 20 percent, according to the conservative-leaning Harbour Institute.",
         "Harbour Institute", "Losses rose by 20 percent"),
        ("The truce was broken 14 times, Interfax quoted the ministry as saying.", "ministry",
         "The truce was broken 14 times"),
        ("The ministry said in a statement carried by the state news agency that 15 rebels died.",
         "ministry", "that 15 rebels died"),
        ("As reported by partners, 300 households fled the lake shore.", "partners",
         "300 households fled the lake shore"),
        ("Authorities registered 45 deaths in the delta.", "Authorities", "45 deaths in the delta"),
        ("The statement read: \"Our fighters took the base.\"", "statement",
         '"Our fighters took the base."'),
        ("The colonel's staff reported repelling 30 attacks.", "colonel's staff", "repelling 30 attacks"),
        ("Two villagers saw soldiers burning the granaries.", "Two villagers",
         "soldiers burning the granaries"),
        ("Officer Dan Roe, who was there, recalled, \"Out of nowhere, they began to shoot at us.\"",
         "Dan Roe", '"Out of nowhere, they began to shoot at us."'),
        ("The mayor claimed that many had drowned, and that two boats had been sunk.", "mayor",
         "that many had drowned, and that two boats had been sunk"),
        ("The deputy claimed that many had drowned, and many more had been taken prisoner.", "deputy",
         "that many had drowned, and many more had been taken prisoner"),
        ("The mayor said shells hit the market, two days after the town fell.", "mayor",
         "shells hit the market"),
        ("Gunmen on motorcycles killed at least nine farmers near the village of Zurmi in the northern "
         "state of Zamfara late on Tuesday, the head of the local vigilante group said.",
         "head of the local vigilante group",
         "Gunmen on motorcycles killed at least nine farmers near the village of Zurmi in the northern "
         "state of Zamfara late on Tuesday"),
        ("Brave commandos of the national army retook the crossing from the rebels in an operation before "
         "dawn on Friday, the office of the governor of Gedaref said.", "office of the governor of Gedaref",
         "Brave commandos of the national army retook the crossing from the rebels in an operation before "
         "dawn on Friday"),
        ('"We have taken the airfield," a commander of the brigade, Osman Idris, told the paper.',
         "Osman Idris", '"We have taken the airfield,"'),
        ("Nine people were killed, not 19 as earlier reported, the police chief said.", "police chief",
         "Nine people were killed, not 19 as earlier reported"),
        ("Eleven people died in the strike, according to a list compiled by local doctors.", "list",
         "Eleven people died in the strike"),
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
        ("The truce was broken, Interfax quoted the ministry as saying.", ("Interfax",)),
        (
            "In an interview with Radio Horizon, the rebel chief said his men held the ridge.",
            ("Radio Horizon",),
        ),
        ("Speaking to AFP, the envoy said both sides had agreed to a truce.", ("AFP",)),
        ("The fort fell, according to Ivan Bilyk, a company commander who spoke to Reuters.", ("Reuters",)),
        ("The ministry condemned the raid on Monday in a tweet.", ("Twitter",)),
        ("Activists said on social media that the market had been bombed.", ("social media",)),
        ("The army announced through state television that the town was safe.", ("state television",)),
        (
            "The statement, monitored by the Lodestar Intelligence Group, said 30 soldiers had died.",
            ("Lodestar Intelligence Group",),
        ),
        ("The defence minister told a news conference that 30 soldiers had died.", ()),
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
        ("Reuters was unable to independently verify the report.", "Reuters"),
        ("The reports could not be independently verified by AFP.", "AFP"),
        ("The garrison neither confirmed nor denied the loss.", "garrison"),
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
        ("Islanders seize radio mast - residents", "residents", "Islanders seize radio mast"),
        ("Eyewitnesses: gunmen shot at bus", "Eyewitnesses", "gunmen shot at bus"),
    ],
)
def test_headlines(headline: str, source: str, content: str) -> None:
    report = read(headline, part="headline")
    (only,) = found(report)
    assert only.source.text.lower() == source.lower()
    assert said(report, only) == content
    assert only.style == "headline"


@pytest.mark.model
def test_a_source_behind_the_colon_reports_who_claims_in_the_headline() -> None:
    claim, report = found(read("Rebels claim capture of dam: ministry", part="headline"))
    assert (claim.source.text, claim.via) == ("Rebels", ("ministry",))
    assert report.source.text == "ministry"


@pytest.mark.model
def test_what_is_not_disputed_is_conceded() -> None:
    (only,) = found(read("The spokesman did not dispute the loss of the fort."))
    assert (only.confirmed, only.stance) == (True, "asserts")


@pytest.mark.model
def test_a_report_in_the_press_is_told_by_the_press_where_it_is_rejected() -> None:
    denial, report = found(read("The army rejected a report in local media that a jet had been lost."))
    assert (denial.stance, denial.source.text) == ("denies", "army")
    assert (report.source.text, report.stance) == ("local media", "asserts")


@pytest.mark.model
def test_a_topic_before_a_colon_is_no_source() -> None:
    assert found(read("Ferry disaster: 12 bodies recovered", part="headline")) == ()
