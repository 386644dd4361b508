"""What the desk answers, described in OpenAPI from its routes and the table of parameters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date
from importlib.metadata import version
from typing import Any

from starlette.routing import BaseRoute, Route

from dateline.desk.deciding import Wish
from dateline.desk.deciding.making import ACTIONS
from dateline.desk.page import Json
from dateline.desk.pages import PAGES, REFERRED
from dateline.desk.problem import MEDIA, title
from dateline.desk.state import PARAMETERS, Parameter

_FAULTS = (400, 401, 403, 404, 409, 413, 421, 429, 500, 503)
_TYPES = {date: {"type": "string", "format": "date"}, int: {"type": "integer"}, str: {"type": "string"}}
_FORM = {"type": "string", "description": "What the desk's own forms bear."}
_NAMES = {"claims": "claim"}  # of a form's fields, where the form calls them otherwise


def description(routes: Iterable[BaseRoute]) -> Json:
    """The routes as an OpenAPI 3.1 document."""
    served = [r for r in routes if isinstance(r, Route) and r.path != "/openapi.json"]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "The desk of a case",
            "version": version("dateline"),
            "description": "Every page as data. The state of a page stands in its address.",
        },
        "paths": {_address(route): dict(_operations(route)) for route in served},
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {"Problem": _problem()},
        },
        "security": [{}, {"token": []}],
    }


def _address(route: Route) -> str:
    """``/event/{ref}``: the path without the converters that the server needs."""
    return re.sub(r"\{(\w+):\w+\}", r"{\1}", route.path)


def _operations(route: Route) -> Iterator[tuple[str, Json]]:
    for method in sorted((route.methods or set()) - {"HEAD"}):
        if method == "POST":
            yield "post", _sent(route.path)
        else:
            yield "get", _read(route)


def _read(route: Route) -> Json:
    name = route.path.strip("/").partition("/")[0] or "situation"
    make = PAGES.get(name) or REFERRED.get(name)
    parameters = [_parameter(p) for p in PARAMETERS] if make else []
    if "ref" in route.param_convertors:
        told = {"name": "ref", "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
        parameters = [told, *parameters]
    forms: Json = {"text/html": {}}
    if make:
        forms |= {"application/json": {"schema": {"type": "object"}}, "text/csv": {}}
    summary = ((make.__doc__ if make else None) or "The form to add reports, and how far they are.").strip()
    return {
        "summary": summary.splitlines()[0],
        "parameters": parameters,
        "responses": {"200": {"description": "The page.", "content": forms}} | _faults(),
    }


def _parameter(parameter: Parameter) -> Json:
    schema: Json = dict(_TYPES[parameter.kind])
    if parameter.choices:
        schema["enum"] = list(parameter.choices)
    return {"name": parameter.name, "in": "query", "description": parameter.help, "schema": schema}


def _sent(path: str) -> Json:
    deciding = path == "/decide"
    media = "application/x-www-form-urlencoded" if deciding else "multipart/form-data"
    schema = _wish() if deciding else _addition()
    return {
        "summary": "Write a decision down." if deciding else "Begin to add reports.",
        "requestBody": {"required": True, "content": {media: {"schema": schema}}},
        "responses": {"303": {"description": "Done; the page to go on with."}} | _faults(),
    }


def _wish() -> Json:
    """The form of a decision, from what a decision is made of."""
    text: Json = {"type": "string"}
    told: dict[str, Any] = {_NAMES.get(f.name, f.name): text for f in fields(Wish)}
    told |= {"action": {"enum": list(ACTIONS)}, "claim": {"type": "array", "items": text}, "form": _FORM}
    told |= {"seen": text, "back": text}
    return {"type": "object", "properties": told, "required": ["form", "action", "target"]}


def _addition() -> Json:
    files = {"type": "array", "items": {"type": "string", "contentMediaType": "application/octet-stream"}}
    told = {"form": _FORM, "addresses": {"type": "string"}, "files": files}
    return {"type": "object", "properties": told, "required": ["form"]}


def _faults() -> Json:
    content = {MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}, "text/html": {}, "text/plain": {}}
    return {str(status): {"description": title(status), "content": content} for status in _FAULTS}


def _problem() -> Json:
    told = {"type": {"const": "about:blank"}, "title": {"type": "string"}, "status": {"type": "integer"}}
    told["detail"] = {"type": "string"}
    return {"type": "object", "properties": told, "required": list(told), "additionalProperties": False}
