"""The published JSON Schemas, as published and closed: closed they know every key."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator

from clausescan.settings import schema_text


@cache
def validator(name: str, *, closed: bool = True) -> Draft202012Validator:
    """A validator of that schema; `closed` refuses keys that the schema does not tell of."""
    schema = json.loads(schema_text(name))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(_closed(schema) if closed else schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def faults(name: str, value: object, *, closed: bool = True) -> list[str]:
    """What is wrong with a value, where and what; empty if nothing."""
    return [f"{'/'.join(map(str, e.absolute_path))}: {e.message[:200]}" for e in validator(name, closed=closed).iter_errors(value)]


def _closed(schema: Any, *, branch: bool = False) -> Any:
    if isinstance(schema, list):
        return [_closed(s) for s in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: _closed(value, branch=key in {"then", "else", "if"}) for key, value in schema.items()}
    if "properties" in schema and isinstance(schema["properties"], dict) and not branch and "if" not in schema:
        found.setdefault("additionalProperties", False)
    elif "if" in schema:
        found["unevaluatedProperties"] = False
    return found
