"""Walks over the parse of one sentence, shared by the rooms that read parses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.records import Sentence, Token


def make_children(heads: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Dependents of each token, in order; ``heads[i] == i`` marks a root."""
    children: list[list[int]] = [[] for _ in heads]
    for i, head in enumerate(heads):
        if head != i:
            children[head].append(i)
    return tuple(tuple(c) for c in children)


def kids(sentence: Sentence, i: int, *deps: str) -> Iterator[Token]:
    """Dependents of token ``i`` whose label is one of ``deps`` (all of them if none is given)."""
    children = sentence.children[i]
    if not children:
        return iter(())
    tokens = sentence.tokens
    if not deps:
        return iter([tokens[child] for child in children])
    return iter([token for child in children if (token := tokens[child]).dep in deps])


def subtree(sentence: Sentence, i: int) -> list[int]:
    """Indices of ``i`` and everything under it, ascending."""
    if not sentence.children[i]:
        return [i]
    found, stack = [], [i]
    while stack:
        here = stack.pop()
        found.append(here)
        stack.extend(sentence.children[here])
    return sorted(found)


def extent(sentence: Sentence, i: int) -> tuple[int, int]:
    """First and last-exclusive token index of the subtree of ``i``."""
    under = subtree(sentence, i)
    return under[0], under[-1] + 1


def ancestors(sentence: Sentence, i: int) -> Iterator[Token]:
    """Heads of token ``i``, nearest first, up to the root."""
    seen = {i}
    while (head := sentence.tokens[i].head) not in seen:
        seen.add(head)
        i = head
        yield sentence.tokens[i]


def conjuncts(sentence: Sentence, i: int) -> list[int]:
    """Token ``i`` and the tokens coordinated under it ("A, B and C" from A), in order."""
    found = [i]
    for child in sentence.children[i]:
        if sentence.tokens[child].dep == "conj":
            found.extend(conjuncts(sentence, child))
    return found


def offsets(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """Offsets into received_text of tokens ``first`` to ``last`` (exclusive)."""
    return sentence.start + sentence.tokens[first].start, sentence.start + sentence.tokens[last - 1].end


def words(sentence: Sentence, first: int, last: int) -> str:
    """The text of tokens ``first`` to ``last`` (exclusive), exactly as it stands."""
    return sentence.text[sentence.tokens[first].start : sentence.tokens[last - 1].end]
