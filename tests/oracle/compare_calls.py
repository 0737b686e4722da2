"""How the calls of a run ended, and what facts say of that: members that only throw, and results that are null."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ecma2lint.facts import ContractClass, Observation

Run = dict[str, Any]

_WRAPPERS = ("System.Reflection.TargetInvocationException", "System.TypeInitializationException")


def failure(outcome: dict[str, Any]) -> str:
    """``ok``, or the simple name of the exception that arrived, without the wrappers reflection puts around it.

    A member that was called for several pages fails when one of the calls does.
    """
    for one in outcome.get("pages", {"": outcome}).values():
        if "error" in one:
            return exception_name(one["error"])
    return "ok"


def exception_name(error: dict[str, Any]) -> str:
    """The simple name of the exception that matters in a chain of wrappers."""
    types = [name for name in error["types"] if name not in _WRAPPERS] or error["types"]
    return str(types[0]).rsplit(".", 1)[-1]


def called(run: Run, member: str) -> bool:
    """Whether a member was called in this run, by its full name: the class has its interface."""
    return member in run.get("members", {})


def answered(run: Run, member: str) -> bool:
    """Whether a member was called in this run and came back; what it returned may be null."""
    return "value" in run.get("members", {}).get(member, {})


def answer(run: Run, member: str) -> Any:
    """What a member returned in this run; None when it was not called, failed, or returned null."""
    return run.get("members", {}).get(member, {}).get("value")


def runs_of(run: Run) -> Iterator[Run]:
    """The run, and what the same object answered when it was asked once more in the opposite order."""
    yield run
    if run.get("again"):
        yield {**run, "members": run["again"]}


def thrown_differences(cls: ContractClass, run: Run) -> Iterator[str]:
    """Members said to only throw that come back or throw otherwise, and members said to return null that do not."""
    for interface in cls.interfaces:
        for member in interface.members:
            outcome = run.get("members", {}).get(f"{interface.name}.{member.name}")
            if outcome is None or member.only_throws is None:
                continue
            for page, one in outcome.get("pages", {"": outcome}).items():
                if "error" not in one:
                    yield f"{member.name} {page} is said to only throw {member.only_throws}, and answers {one['value']}"
                elif not _throws(one["error"], member.only_throws):
                    yield f"{member.name} {page} is said to only throw {member.only_throws}, and throws {one['error']}"
    for seen in cls.observations:
        yield from _null_differences(seen, run)


def _throws(error: dict[str, Any], wanted: str) -> bool:
    """Whether the exception arrived; pythonnet names a Python exception in its message or only says that it is one."""
    simple = wanted.rsplit(".", 1)[-1]
    types = [str(name).rsplit(".", 1)[-1] for name in error["types"]]
    return simple in types or "PythonException" in types


def _null_differences(seen: Observation, run: Run) -> Iterator[str]:
    """``returns-null``: subject ``Member`` or ``Interface.Member``, detail the page it is said of, if any."""
    if seen.kind not in ("returns-null", "csentries-null", "more-to-import-constant-true"):
        return
    for name, outcome in run.get("members", {}).items():
        if seen.subject not in (name, name.partition(".")[2]):
            continue
        for page, one in outcome.get("pages", {"": outcome}).items():
            if "value" not in one or (page and seen.detail in outcome.get("pages", {}) and seen.detail != page):
                continue
            value = one["value"]
            if seen.kind == "returns-null" and value is not None:
                yield f"{name} {page} is said to return null, and answers {value}"
            elif seen.kind == "more-to-import-constant-true" and value is not None and value["more"] is not True:
                yield f"{name} is said to have more to import on every path, and answers {value}"
            elif seen.kind == "csentries-null" and "never" in seen.detail and value is not None and value["entries"] is not None:
                yield f"{name} is said to never set the entries, and answers {value}"
