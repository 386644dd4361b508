"""A file of named columns: what the gazetteer is kept in.

A file is the magic line, the length of a JSON header, the header and the columns, each deflated by
itself. Numbers are stored byte plane by byte plane, which is what makes them small; texts are
joined by line feeds. Reading needs one pass of ``zlib`` and no parsing, so opening a file of half a
million names takes about a tenth of a second.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MAGIC = b"dateline columns 1\n"


class ColumnsError(ValueError):
    """A file is not what ``write`` makes."""


class Texts(Sequence[str]):
    """Strings that lie in one block of UTF-8, decoded one at a time when asked for."""

    def __init__(self, block: bytes) -> None:
        import numpy as np

        self._block = block
        ends: NDArray[np.int64] = np.flatnonzero(np.frombuffer(block, dtype=np.uint8) == ord("\n"))
        self._ends = ends

    def __len__(self) -> int:
        return len(self._ends)

    def raw(self, i: int) -> bytes:
        """The bytes of string ``i``: for ASCII texts they sort as the strings do."""
        start = int(self._ends[i - 1]) + 1 if i else 0
        return self._block[start : int(self._ends[i])]

    def __getitem__(self, i: Any) -> Any:
        if isinstance(i, slice):
            return [self[k] for k in range(*i.indices(len(self)))]
        if not -len(self) <= i < len(self):
            raise IndexError(i)
        return self.raw(i % len(self)).decode()

    def many(self, numbers: NDArray[np.integer[Any]]) -> list[str]:
        """The strings of some ``numbers``, faster than one by one."""
        ends = self._ends[numbers].tolist()
        starts = [
            0 if n == 0 else end + 1
            for n, end in zip(numbers.tolist(), self._ends[numbers - 1].tolist(), strict=True)
        ]
        return [self._block[start:end].decode() for start, end in zip(starts, ends, strict=True)]

    def find(self, text: bytes) -> int:
        """Index of the first string not below ``text``; the strings must be sorted by their bytes."""
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self.raw(middle) < text:
                low = middle + 1
            else:
                high = middle
        return low


def write(path: Path, columns: Mapping[str, Sequence[str] | NDArray[np.generic]], about: str) -> None:
    """Write ``columns`` to ``path``; ``about`` is the notice that travels with them.

    Texts must not hold line feeds. The same columns give the same bytes.
    """
    import numpy as np

    header: dict[str, Any] = {"about": about, "columns": {}}
    blocks: list[bytes] = []
    for name, column in columns.items():
        if isinstance(column, np.ndarray):
            kind, planes = column.dtype.str, np.ascontiguousarray(column).view(np.uint8)
            plain = planes.reshape(len(column), column.dtype.itemsize).T.tobytes()
        else:
            kind, plain = "text", "".join(f"{text}\n" for text in column).encode()
        blocks.append(zlib.compress(plain, 9))
        header["columns"][name] = [kind, len(column), len(blocks[-1])]
    top = json.dumps(header, ensure_ascii=False).encode()
    path.write_bytes(MAGIC + struct.pack("<I", len(top)) + top + b"".join(blocks))


def read(path: Path) -> tuple[Mapping[str, Texts | NDArray[np.generic]], str]:
    """The columns of a file and the notice that travels with them.

    Raises:
        ColumnsError: the file is not one that ``write`` made, or is cut short.
    """
    content = path.read_bytes()
    if not content.startswith(MAGIC):
        raise ColumnsError(f"{path} is not a gazetteer file: expected it to begin {MAGIC!r}; import it first")
    try:
        at = len(MAGIC) + 4
        (size,) = struct.unpack_from("<I", content, len(MAGIC))
        header = json.loads(content[at : at + size])
        at += size
        found: dict[str, Texts | NDArray[np.generic]] = {}
        for name, (kind, count, length) in header["columns"].items():
            found[name] = _column(zlib.decompress(content[at : at + length]), kind, count)
            at += length
    except (struct.error, ValueError, KeyError, zlib.error) as fault:
        raise ColumnsError(f"{path} is damaged ({fault}): build or import it again") from fault
    return found, str(header["about"])


def _column(plain: bytes, kind: str, count: int) -> Texts | NDArray[np.generic]:
    import numpy as np

    if kind == "text":
        return Texts(plain)
    dtype = np.dtype(kind)
    planes = np.frombuffer(plain, dtype=np.uint8).reshape(dtype.itemsize, count)
    return np.ascontiguousarray(planes.T).reshape(-1).view(dtype)
