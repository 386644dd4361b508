"""A case for notebooks and scripts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from dateline import asking, building, export, pipeline
from dateline.beside import Comparison, compare, read
from dateline.errors import UsageError
from dateline.export import engine, flat
from dateline.export.shape import Dossier, Table
from dateline.notebook.rows import Rows
from dateline.notebook.shown import Shown
from dateline.publish import cards
from dateline.publish.brief import brief
from dateline.publish.html import html
from dateline.publish.markdown import markdown
from dateline.publish.pictures import KINDS, picture
from dateline.publish.view import View
from dateline.publish.why import why
from dateline.store import Case as Stored

Day = date | str  # a string is ISO: "2021-07-09"
Source = str | Path


class Case:
    """A case that is open for reading and for adding reports.

    Tables come as ``Rows``: Arrow, with ``.df()`` for pandas and ``.pl()`` for Polars. The columns are
    those of ``dateline export`` (docs/exports.md). What is added by another program shows at the next
    question."""

    def __init__(self, path: Source, *, new: bool = False) -> None:
        """Open the case in folder ``path``, or make one there if it is ``new``.

        Raises:
            UsageError: there is no case, or something else is in that place.
        """
        self.path = Path(path)
        self._stored = Stored.create(self.path) if new else Stored.open(self.path)
        self._dossier: tuple[object, Dossier] | None = None

    def __repr__(self) -> str:
        record = self._read().record
        return (
            f"<case {self.name!r}: {len(record.reports):,} reports, {len(record.claims):,} claims, "
            f"{len(record.events):,} events>"
        )

    @property
    def name(self) -> str:
        """The title from ``case.toml``, or the folder's name."""
        return self._stored.name

    def add(self, *sources: Source) -> building.Added:
        """Add reports: files, folders, JSON lines, zips, addresses. What is there already changes nothing.

        The answer lists the ids that were ``added`` and ``skipped``, and what was ``rejected`` with the
        reason."""
        return building.add(self._stored, sources, lambda _what, _done, _total: None)

    # --- tables -------------------------------------------------------------------------------

    @property
    def reports(self) -> Rows:
        """Every report."""
        return self._rows(flat.REPORTS)

    @property
    def claims(self) -> Rows:
        """Every claim with its words."""
        return self._rows(flat.CLAIMS)

    @property
    def events(self) -> Rows:
        """Every event with the number of independent origins for and against it."""
        return self._rows(flat.EVENTS)

    @property
    def origins(self) -> Rows:
        """Every independent statement, whoever carried it."""
        return self._rows(flat.ORIGINS)

    @property
    def tolls(self) -> Rows:
        """Dead, wounded, captured and missing: lowest, best, highest."""
        return self._rows(flat.TOLLS)

    @property
    def disagreements(self) -> Rows:
        """Claims that differ, typed."""
        return self._rows(flat.DISAGREEMENTS)

    def control(
        self,
        place: str | None = None,
        *,
        as_of: Day | None = None,
        known: Day | None = None,
        according_to: str | None = None,
    ) -> Rows:
        """Who holds what, according to whom; several may hold a place at once.

        Args:
            place: only this place, or the places in this district, province or country.
            as_of: only what is said to hold on this day.
            known: only from reports published by this day.
            according_to: only by the word of this source, agency or outlet.

        Raises: UsageError: no report speaks of ``place``, nobody is called ``according_to``, or a day is
        no date."""
        view = asking.cut(self._stored, _day(as_of), _day(known), place, according_to)
        return self._rows(flat.CONTROL, replace(self._read(), record=view.record))

    def sql(self, query: str, *, known: Day | None = None) -> Rows:
        """The answer of DuckDB to ``query`` over all tables, by their names in docs/exports.md.

        With ``known`` the tables are those that the reports published by that day would have given.
        """
        day = _day(known)
        dossier = asking.dossier(self._stored, known=day) if day else self._read()
        with engine.load(dossier, flat.TABLES) as connection:
            return Rows(connection.sql(query).to_arrow_table())

    # --- pages --------------------------------------------------------------------------------

    def brief(
        self,
        *,
        as_of: Day | None = None,
        known: Day | None = None,
        place: str | None = None,
        length: str = "standard",
    ) -> Shown:
        """The situation, sourced; Markdown as text, a page with map and timeline in a notebook."""
        view = asking.cut(self._stored, _day(as_of), _day(known), place)
        page = html(brief(view, length=length, pictures=True))
        return Shown(markdown(brief(view, length=length)), html=cards.framed(page))

    def map(self, *, as_of: Day | None = None, known: Day | None = None) -> Shown:
        """The places and who is said to hold them."""
        return self.picture("map", as_of=as_of, known=known)

    def picture(
        self,
        kind: str,
        *,
        event: str | None = None,
        as_of: Day | None = None,
        known: Day | None = None,
        place: str | None = None,
    ) -> Shown:
        """A ``map``, a ``timeline``, the ranges of ``tolls``, or the ``lineage`` of an event.

        Raises:
            UsageError: there is no such drawing, or nothing to draw.
        """
        if kind not in KINDS:
            raise UsageError(f"There is no drawing {kind!r}. Choose one of {', '.join(KINDS)}.")
        view = asking.cut(self._stored, _day(as_of), _day(known), place)
        return Shown(f"{kind} of {self.name}", svg=picture(view, kind, event=event))

    def event(self, id: str) -> Shown:
        """An event with its origins for and against, down to the words."""
        return self.why(id)

    def claim(self, id: str) -> Shown:
        """A claim with its words where they stand."""
        return self.why(id)

    def why(self, id: str) -> Shown:
        """From any id of the record down to the words; the first characters of an id are enough."""
        view = self._view()
        earlier = pipeline.earlier_ids(view.record)
        return Shown(why(view, id, earlier), html=cards.card(view, id, earlier))

    def compare(self, file: Source) -> Comparison:
        """The events of an ACLED or UCDP GED file beside those of the case: both, and either alone.

        Raises:
            UsageError: the file is neither, or a row cannot be read.
        """
        return compare(self._read().record, read(Path(file)))

    # --- files --------------------------------------------------------------------------------

    def export(self, form: str, path: Source, *, profile: str | None = None) -> Sequence[export.LeftOut]:
        """Write the record for another tool, as ``dateline export`` does; returns what has no row, and why.

        Raises:
            UsageError: there is no format ``form``.
        """
        if form not in export.FORMATS:
            raise UsageError(f"There is no format {form!r}. Choose one of {', '.join(export.FORMATS)}.")
        dossier = asking.dossier(self._stored, profile or export.FORMATS[form].profile)
        return export.write(form, dossier, Path(path))

    # --- what is read once --------------------------------------------------------------------

    def _read(self) -> Dossier:
        """The record, read again when its file has changed."""
        now = asking.state(self._stored)
        if self._dossier is None or self._dossier[0] != now:
            self._dossier = (now, asking.dossier(self._stored))
        return self._dossier[1]

    def _view(self) -> View:
        return asking.view(self._stored)

    def _rows(self, table: Table, dossier: Dossier | None = None) -> Rows:
        with engine.load(dossier or self._read(), [table]) as connection:
            return Rows(connection.sql(f'SELECT * FROM "{table.name}"').to_arrow_table())  # noqa: S608 a table's own name


def _day(day: Day | None) -> date | None:
    if day is None or isinstance(day, date):
        return day
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise UsageError(f"{day!r} is not a day. Write it as 2021-07-09 (year, month, day).") from None
