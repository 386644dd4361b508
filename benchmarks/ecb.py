"""ECB+: which mentions of events, across articles on like topics, are one event.

The path is a copy of anastasia-zhukova/uCDCR after its preparation, or of the corpus itself: a folder with
``ECBplus_coreference_sentences.csv`` (the sentences that were checked) and a folder of XML files for each
topic. Mentions are given, as in the peers' protocol; topics are told apart; topics 36 to 45 are for the last
figure (``final``). The program's part is which articles tell of one story: within a story mentions with one
head word, cut to its stem, are one event. The floor that it is set against does the same without stories.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from benchmarks.coreference import conll
from benchmarks.figures import Figure, Outcome
from dateline.lineage.stories import stories
from dateline.records import Passage, Report

CHECKED = "ECBplus_coreference_sentences.csv"
LAST_TOPICS = range(36, 46)
SAME_STORY = 0.16  # set on topics 1 to 33 without 2, 5, 12, 18, 21 and 23, the usual part for training
ENDINGS = ("ations", "ation", "ings", "ing", "ied", "ies", "ed", "es", "s", "er", "ers", "e")
SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that tell of an event, and the chain that they belong to."""

    id: str
    words: tuple[str, ...]
    chain: str


@dataclass(frozen=True, slots=True)
class Article:
    """An article of a topic: its sentences, and its mentions in checked sentences."""

    topic: int
    name: str
    sentences: tuple[str, ...]
    mentions: tuple[Mention, ...]


def measure(path: Path, *, final: bool, limit: int) -> Outcome:
    """CoNLL F1 within topics, by stories and by the floor; ``limit`` counts topics."""
    folder = next((p.parent for p in sorted(path.rglob(CHECKED))), None)
    if folder is None:
        return Outcome(())
    topics = [t for t in _topics(folder) if (t in LAST_TOPICS) == final]
    articles = list(read(folder, topics[:limit] if limit else topics))
    put = _stories(articles)
    gold = {m.id: (a.topic, m.chain) for a in articles for m in a.mentions}
    floor = {m.id: (a.topic, stem(m.words[0])) for a in articles for m in a.mentions}
    found = {m.id: (put[a.name], stem(m.words[-1])) for a in articles for m in a.mentions}
    of = f"{len(gold)} mentions, {len({a.topic for a in articles})} topics"
    measures = ("MUC", "B3", "CEAF-e", "CoNLL F")
    ours = [Figure("ECB+", f"events {m}", v, of) for m, v in zip(measures, conll(gold, found), strict=True)]
    return Outcome((*ours, Figure("ECB+", "events CoNLL F of the stem floor", conll(gold, floor)[3], of)))


def _topics(folder: Path) -> list[int]:
    return sorted(int(p.name) for p in folder.iterdir() if p.name.isdigit())


def read(folder: Path, topics: Sequence[int]) -> Iterator[Article]:
    """The articles of some topics with the mentions of events in their checked sentences."""
    checked: dict[str, set[str]] = defaultdict(set)
    with (folder / CHECKED).open(encoding="utf-8", newline="") as lines:
        for number, name, sentence in csv.reader(lines):
            checked[f"{number}_{name}"].add(sentence)
    for topic in topics:
        for path in sorted((folder / str(topic)).glob("*.xml")):
            yield article(topic, path.stem, path.read_text(encoding="utf-8"), checked[path.stem])


def article(topic: int, name: str, content: str, checked: set[str]) -> Article:
    """An article from its XML; mentions that stand in no chain are chains of their own."""
    root = ElementTree.fromstring(content)  # noqa: S314 - the user's own copy
    tokens = {t.get("t_id", ""): (t.text or "", t.get("sentence", "")) for t in root.iter("token")}
    sentences: dict[str, list[str]] = defaultdict(list)
    for word, sentence in tokens.values():
        sentences[sentence].append(word)
    chains, mentions = _chains(root, name), []
    for mark in root.iterfind("Markables/*"):
        at = [tokens[a.get("t_id", "")] for a in mark.iterfind("token_anchor")]
        if at and "ACTION" in mark.tag and at[0][1] in checked:
            number = mark.get("m_id", "")
            own = f"{name}/{number}"
            mentions.append(Mention(own, tuple(word for word, _ in at), chains.get(number, own)))
    return Article(topic, name, tuple(" ".join(words) for words in sentences.values()), tuple(mentions))


def _chains(root: ElementTree.Element, name: str) -> Mapping[str, str]:
    """The chain of each mention by its number: across articles by the instance, else the article's own."""
    instances = {m.get("m_id"): m.get("instance_id") for m in root.iterfind("Markables/*")}
    found: dict[str, str] = {}
    for relation in root.iterfind("Relations/*"):
        target = relation.find("target")
        instance = instances.get(target.get("m_id")) if target is not None else None
        for source in relation.iterfind("source"):
            found[source.get("m_id", "")] = instance or f"{name}/r{relation.get('r_id')}"
    return found


def _stories(articles: Sequence[Article]) -> Mapping[str, str]:
    """The story of each article, among those of its topic."""
    topics: dict[int, list[Report]] = defaultdict(list)
    for told in articles:
        topics[told.topic].append(_report(told))
    return {
        name: story.id
        for topic in sorted(topics)
        for story in stories(topics[topic], {}, same_story=SAME_STORY)
        for name in story.reports
    }


def _report(told: Article) -> Report:
    """The article as a report without a date: its sentences alone are told."""
    text, passages = "", []
    for sentence in told.sentences:
        passages.append(Passage(len(text), len(text) + len(sentence), "body"))
        text += f"{sentence}\n"
    return Report(told.name, told.name, text, tuple(passages))


def stem(word: str) -> str:
    """A word without its commonest endings."""
    word = word.lower()
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word
