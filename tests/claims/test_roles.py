"""Who did what to whom, whatever the voice or the shape of the clause."""

from __future__ import annotations

import pytest
from attribution_world import built

from dateline.claims.roles import Arguments, arguments

_ACTIVE = "Rebels/rebel/NNS/nsubj/1 took/take/VBD/ROOT/1 Wau/Wau/NNP/dobj/1"
_PASSIVE = (
    "Wau/Wau/NNP/nsubjpass/2 was/be/VBD/auxpass/2 "
    "taken/take/VBN/ROOT/2 by/by/IN/agent/2 rebels/rebel/NNS/pobj/3"
)
_REDUCED = (
    "Wau/Wau/NNP/nsubj/4 taken/take/VBN/acl/0 by/by/IN/agent/1 rebels/rebel/NNS/pobj/2 burned/burn/VBD/ROOT/4"
)
_RELATIVE = (
    "Rebels/rebel/NNS/nsubj/4 who/who/WP/nsubj/2 "
    "took/take/VBD/relcl/0 Wau/Wau/NNP/dobj/2 left/leave/VBD/ROOT/4"
)
_SHARED = (
    "Rebels/rebel/NNS/nsubj/1 came/come/VBD/ROOT/1 and/and/CC/cc/1 took/take/VBD/conj/1 Wau/Wau/NNP/dobj/3"
)
_FORCED = (
    "Rebels/rebel/NNS/nsubj/1 forced/force/VBD/ROOT/1 "
    "troops/troop/NNS/dobj/1 to/to/TO/aux/4 leave/leave/VB/xcomp/1"
)


def _words(parse: str, verb: int) -> tuple[list[str], list[str], Arguments]:
    sentence = built(parse).sentences[0]
    given = arguments(sentence, verb)
    return [sentence.tokens[i].text for i in given.subj], [sentence.tokens[i].text for i in given.obj], given


@pytest.mark.parametrize(
    ("parse", "verb"), [(_ACTIVE, 1), (_PASSIVE, 2), (_REDUCED, 1), (_RELATIVE, 2), (_SHARED, 3)]
)
def test_the_one_who_takes_is_the_subject_and_the_taken_the_object(parse: str, verb: int) -> None:
    subj, obj, _ = _words(parse, verb)
    assert ([s.lower() for s in subj], obj) == (["rebels"], ["Wau"])


def test_the_object_of_a_forcing_verb_does_what_follows() -> None:
    subj, _, given = _words(_FORCED, 4)
    assert subj == ["troops"]
    assert given.shared_subject


def test_a_passive_without_an_agent_has_no_subject() -> None:
    subj, obj, given = _words("Wau/Wau/NNP/nsubjpass/2 was/be/VBD/auxpass/2 taken/take/VBN/ROOT/2", 2)
    assert (subj, obj, given.passive) == ([], ["Wau"], True)


def test_coordinated_objects_are_all_objects() -> None:
    _, obj, _ = _words(
        "Rebels/rebel/NNS/nsubj/1 took/take/VBD/ROOT/1 "
        "Wau/Wau/NNP/dobj/1 and/and/CC/cc/2 Juba/Juba/NNP/conj/2",
        1,
    )
    assert obj == ["Wau", "Juba"]


def test_a_preposition_inside_another_counts_as_the_verbs() -> None:
    _, _, given = _words(
        "Rebels/rebel/NNS/nsubj/1 moved/move/VBD/ROOT/1 out/out/IN/prep/1 of/of/IN/prep/2 Wau/Wau/NNP/pobj/3",
        1,
    )
    assert given.prep("of") == (4,)


def test_a_reflexive_beside_the_subject_is_not_a_second_one() -> None:
    parse = (
        "Rebels/rebel/NNS/nsubj/3 have/have/VBP/aux/3 "
        "themselves/themselves/PRP/nsubj/3 burned/burn/VBD/ROOT/3"
    )
    assert _words(parse, 3)[0] == ["Rebels"]
