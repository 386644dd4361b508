"""The word vectors of spaCy's small models, worked out in fewer steps.

Most of the time of such a model goes into the layers that turn words into vectors. Here they are run
over blocks of rows that stay in the processor's cache, and what depends on a word alone is worked out
once for each word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from thinc.api import Model

if TYPE_CHECKING:
    from spacy.tokens import Doc

Floats = NDArray[np.float32]

BLOCK = 256  # rows of one matrix product
KEPT = 50_000  # words whose vectors are held; 400 bytes each
_EMBEDDING = ("extract_features", "list2ragged", "with_array", "with_array", "ragged2list")
_EPSILON = np.float32(1e-8)  # added to a variance, as thinc does


@dataclass(frozen=True, slots=True)
class _Layer:
    """One convolution over three words: maxout of three pieces, then a layer norm."""

    weight: Floats  # (3 * width, 3 * width): inputs, then piece by piece
    bias: Floats
    scale: Floats
    shift: Floats


class Encoder:
    """The vectors of all words of documents, as the models layers that it is made from give them."""

    def __init__(self, embed: Sequence[Model[Any, Any]], layers: Sequence[_Layer]) -> None:
        self._columns = embed[0].attrs["columns"]
        self._tables, self._mixer = embed[2], embed[3]
        self._layers = layers
        self._width = len(layers[0].scale)
        self._forget()

    def _forget(self) -> None:
        self._number: dict[bytes, int] = {}
        self._vectors = np.zeros((1024, self._width), np.float32)  # the first is that of no word

    def __call__(self, docs: Sequence[Doc]) -> list[Floats]:
        """An array (words, width) for each document."""
        gap = len(self._layers)  # rows of zeros, as many as words see of one another on each side
        numbers = self._numbers(docs)
        rows, starts, done = [0] * gap, [], 0
        for doc in docs:
            starts.append(len(rows))
            rows += numbers[done : done + len(doc)]
            rows += [0] * gap
            done += len(doc)
        found = self._vectors[rows]
        for layer in self._layers:
            found = _convolved(found, layer)
        return [found[start : start + len(doc)] for start, doc in zip(starts, docs, strict=True)]

    def _numbers(self, docs: Sequence[Doc]) -> list[int]:
        """The row of ``_vectors`` for each word of the documents, one after the other."""
        wide = np.concatenate([doc.to_array(self._columns) for doc in docs])
        keys: list[bytes] = wide.view(f"V{wide.shape[1] * wide.itemsize}").ravel().tolist()
        if len(self._number) > KEPT:
            self._forget()
        new = [key for key in dict.fromkeys(keys) if key not in self._number]
        if new:
            self._learn(new, np.frombuffer(b"".join(new), wide.dtype).reshape(-1, wide.shape[1]))
        return [self._number[key] for key in keys]

    def _learn(self, keys: Sequence[bytes], rows: NDArray[np.uint64]) -> None:
        first = len(self._number) + 1
        while first + len(keys) > len(self._vectors):
            self._vectors = np.concatenate([self._vectors, np.zeros_like(self._vectors)])
        self._vectors[first : first + len(keys)] = self._mixer.predict(self._tables.predict(rows))
        self._number.update((key, first + n) for n, key in enumerate(keys))


def _convolved(rows: Floats, layer: _Layer) -> Floats:
    """``rows`` after one layer, added to themselves."""
    width = rows.shape[1]
    out = np.empty_like(rows)
    seen = np.zeros((BLOCK, 3 * width), np.float32)  # each row beside the ones before and behind it
    pieces = np.empty((BLOCK, 3 * width), np.float32)
    for start in range(0, len(rows), BLOCK):
        here = rows[start : start + BLOCK]
        many = len(here)
        seen[:many, width : 2 * width] = here
        seen[1:many, :width] = here[:-1]
        seen[0, :width] = rows[start - 1] if start else 0
        seen[: many - 1, 2 * width :] = here[1:]
        seen[many - 1, 2 * width :] = rows[start + BLOCK] if start + BLOCK < len(rows) else 0
        np.matmul(seen, layer.weight, out=pieces)
        np.add(pieces, layer.bias, out=pieces)
        most = np.maximum(pieces[:, :width], pieces[:, width : 2 * width])
        np.maximum(most, pieces[:, 2 * width :], out=most)
        _normalize(most, layer)
        np.add(most[:many], here, out=out[start : start + BLOCK])
    return out


def _normalize(rows: Floats, layer: _Layer) -> None:
    rows -= rows.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", rows, rows) / np.float32(rows.shape[1])
    rows *= (1 / np.sqrt(variance + _EPSILON))[:, None]
    rows *= layer.scale
    rows += layer.shift


def faster(model: Model[Any, Any]) -> Model[Any, Any] | None:
    """``model`` with its words encoded here; None where it is not built as spaCy's small models are."""
    if not {"embed", "encode"} <= set(model.ref_names):
        return None
    embed, encode = model.get_ref("embed").layers, model.get_ref("encode")
    if not all(node.name.startswith(name) for node, name in zip(embed, _EMBEDDING, strict=False)):
        return None
    layers = (
        [_layer(node) for node in encode.layers[0].layers] if encode.name.startswith("with_array") else []
    )
    known = [layer for layer in layers if layer is not None]
    if not known or len(known) < len(layers) or encode.attrs.get("pad") != len(layers):
        return None
    encoder = Encoder(embed, known)

    def forward(_: Any, docs: Sequence[Doc], **_only_read: bool) -> tuple[list[Floats], Any]:
        return encoder(docs), None

    return Model("encoder", forward, dims={"nO": encode.get_dim("nO")})


def _layer(node: Model[Any, Any]) -> _Layer | None:
    """The weights of a convolution, its pieces apart from one another; None if it is built otherwise."""
    parts = {part.name: part for part in node.walk() if not part.layers}
    if not node.name.startswith("residual") or set(parts) != {
        "expand_window",
        "maxout",
        "layernorm",
        "dropout",
    }:
        return None
    weight: Any = parts["maxout"].get_param("W")  # (width, pieces, inputs)
    width, pieces, inputs = weight.shape
    if (pieces, inputs) != (3, 3 * width):
        return None
    bias: Any = parts["maxout"].get_param("b")
    norm: Any = parts["layernorm"]
    return _Layer(
        np.ascontiguousarray(weight.transpose(1, 0, 2).reshape(pieces * width, inputs).T),
        np.ascontiguousarray(bias.T.reshape(pieces * width)),
        norm.get_param("G"),
        norm.get_param("b"),
    )
