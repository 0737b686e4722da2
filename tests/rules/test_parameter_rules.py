"""The rules about parameters and secrets, on hand-made facts, and what they say of names, patterns and lists."""

from __future__ import annotations

import pytest
from rule_facts import ERROR, INFO, UNKNOWN, WARNING, Case, connector, doubts, fails, parameter, passes, run, silent

from ecma2lint.facts import Certainty, ContractClass, Count, Parameter, one_of
from ecma2lint.records import replace
from ecma2lint_rules._patterns import certainly_refuses, dropdown_values, pattern_fault
from ecma2lint_rules._shared import names_secret


def _defines(*parameters: Parameter, reads: tuple[tuple[str, str], ...] = ()) -> ContractClass:
    seen = tuple(("parameter-read", name, how) for name, how in reads)
    return connector("GetParameters", parameters=parameters, seen=seen)


def _uses(*seen: tuple[str, str, str]) -> ContractClass:
    return connector("GetParameters", parameters=(SERVER, parameter("Port")), seen=seen)


SERVER = parameter("Server")
PASSWORD = parameter("Password", "EncryptedString")
CLEAN = _defines(SERVER, PASSWORD)

OPEN = Count(Certainty.UNKNOWN, 1, None, "a loop over data")

CASES = [
    fails("plain-text-secret", "string", _defines(parameter("Client secret")), WARNING),
    fails("plain-text-secret", "text", _defines(parameter("API key", "Text")), WARNING),
    passes("plain-text-secret", "encrypted", CLEAN),
    passes("plain-text-secret", "a check box", _defines(parameter("Export password", "CheckBox"))),
    doubts("plain-text-secret", "name unknown", _defines(parameter(UNKNOWN))),
    passes("plain-text-secret", "name unknown of a check box", _defines(parameter(UNKNOWN, "CheckBox"))),
    doubts("unnamed-parameter", "name unknown", _defines(parameter(UNKNOWN))),
    passes("unnamed-parameter", "text of a label unknown", _defines(parameter(UNKNOWN, "Label"))),
    *(
        doubts(rule, about, target)
        for rule in ("plain-text-secret", "secret-default", "unnamed-parameter", "invalid-validation")
        for about, target in (
            ("more in a loop", replace(CLEAN, parameter_counts={"Connectivity": OPEN})),
            ("not read", connector("GetParameters")),
            ("defined twice", connector("GetParameters", "GetParametersEx", parameters=(SERVER,))),
        )
    ),
    silent("plain-text-secret", "no parameters", connector("GetSchema")),
    fails("wrong-parameter-read", "Value of a secret", _defines(PASSWORD, reads=(("Password", "Value"),)), ERROR),
    fails("wrong-parameter-read", "SecureValue of a text", _defines(SERVER, reads=(("Server", "SecureValue"),)), ERROR),
    passes(
        "wrong-parameter-read",
        "the right way",
        _defines(SERVER, PASSWORD, reads=(("Server", "Value"), ("Password", "SecureValue"))),
    ),
    passes(
        "wrong-parameter-read", "defined both ways", _defines(PASSWORD, parameter("Password"), reads=(("Password", "Value"),))
    ),
    passes(
        "wrong-parameter-read",
        "defined under one of two names",
        _defines(parameter(one_of(("Password", "Pin")), "EncryptedString"), reads=(("Password", "Value"),)),
    ),
    fails(
        "wrong-parameter-read",
        "a label of the same text",
        _defines(PASSWORD, parameter("Password", "Label"), reads=(("Password", "Value"),)),
        ERROR,
    ),
    passes("wrong-parameter-read", "not defined", _defines(SERVER, reads=(("Other", "SecureValue"),))),
    fails("secret-default", "set", _defines(parameter("Password", "EncryptedString", default="x")), ERROR),
    passes("secret-default", "empty", _defines(parameter("Password", "EncryptedString", default=""))),
    doubts("secret-default", "unknown", _defines(parameter("Password", "EncryptedString", default=UNKNOWN))),
    passes("secret-default", "of a plain parameter", _defines(parameter("Server", default="localhost"))),
    fails("secret-literal", "observed", connector("GetSchema", seen=(("secret-literal", "connection string", ""),)), WARNING),
    passes("secret-literal", "nothing seen", CLEAN),
    fails("duplicate-parameter", "one page", _defines(SERVER, parameter("Server", "Text")), ERROR),
    passes("duplicate-parameter", "two pages", _defines(SERVER, parameter("Server", page="Global"))),
    passes("duplicate-parameter", "one of two paths", _defines(SERVER, parameter("Server", "Text", always=False))),
    passes("duplicate-parameter", "labels", _defines(parameter("Note", "Label"), parameter("Note", "Label"))),
    passes("duplicate-parameter", "names differ by case", _defines(SERVER, parameter("server"))),
    fails(
        "duplicate-parameter",
        "whatever the page",
        _defines(parameter("Server", page=None), parameter("Server", "Text", None)),
        ERROR,
    ),
    fails("unnamed-parameter", "blank", _defines(parameter(" ")), ERROR),
    passes("unnamed-parameter", "a divider", _defines(parameter("", "Divider"))),
    passes("unnamed-parameter", "named", CLEAN),
    fails("invalid-validation", "bracket", _defines(parameter("Port", validation="[0-9")), WARNING),
    fails("invalid-validation", "default", _defines(parameter("Port", validation="^[0-9]+$", default="none")), WARNING),
    passes("invalid-validation", "fine", _defines(parameter("Port", validation="^[0-9]+$", default="443"))),
    passes("invalid-validation", ".NET only", _defines(parameter("Port", validation=r"^\p{Nd}+$", default="none"))),
    fails(
        "invalid-validation",
        "not in the list",
        _defines(parameter("Mode", "DropDown", validation="Full,Delta", default="Other", extensible=False)),
        WARNING,
    ),
    passes(
        "invalid-validation",
        "in the list but for its case",
        _defines(parameter("Mode", "DropDown", validation="Full,Delta", default="full", extensible=False)),
    ),
    passes(
        "invalid-validation",
        "an open list",
        _defines(parameter("Mode", "DropDown", validation="Full,Delta", default="Other", extensible=True)),
    ),
    passes(
        "invalid-validation",
        "in the list",
        _defines(parameter("Mode", "DropDown", validation="Full, Delta,", default="Delta", extensible=False)),
    ),
    fails("undefined-parameter", "another case", _defines(SERVER, reads=(("server", "Value"),)), ERROR),
    fails("undefined-parameter", "nowhere defined", _defines(SERVER, reads=(("Port", "Value"),)), ERROR),
    fails("undefined-parameter", "nothing is defined", connector("GetSchema", seen=(("parameter-used", "Port", ""),)), WARNING),
    passes(
        "undefined-parameter",
        "the code asks first",
        connector("GetParameters", parameters=(SERVER,), seen=(("parameter-used", "Port", ""), ("parameter-asked", "Port", ""))),
    ),
    doubts(
        "undefined-parameter",
        "a loop defines more",
        replace(
            _defines(SERVER, reads=(("Port", "Value"),)),
            parameter_counts={"Connectivity": OPEN},
        ),
    ),
    doubts(
        "undefined-parameter",
        "both interfaces define",
        connector("GetParameters", "GetParametersEx", parameters=(SERVER,), seen=(("parameter-used", "Port", ""),)),
    ),
    fails("undefined-parameter", "only a label", _defines(SERVER, parameter("Port", "Label"), reads=(("Port", "Value"),)), ERROR),
    passes("undefined-parameter", "defined", _defines(SERVER, reads=(("Server", "Value"),))),
    doubts("undefined-parameter", "a definition is unknown", _defines(SERVER, parameter(UNKNOWN), reads=(("Port", "Value"),))),
    doubts(
        "undefined-parameter",
        "definitions were not read",
        connector("GetParameters", seen=(("parameter-read", "Port", "Value"),)),
    ),
    fails("unread-parameter", "never", _uses(("parameter-used", "Server", "")), INFO),
    passes("unread-parameter", "it is read", _uses(("parameter-used", "Server", ""), ("parameter-read", "Port", "Value"))),
    passes("unread-parameter", "it is asked for", _uses(("parameter-used", "Server", ""), ("parameter-asked", "Port", ""))),
    doubts("unread-parameter", "perhaps", _uses(("parameter-used", "Server", ""), ("parameters-open", "", "a loop reads all"))),
    passes("unread-parameter", "labels", _defines(parameter("Note", "Label"))),
    passes("unread-parameter", "name unknown", _defines(parameter(UNKNOWN))),
    silent("unread-parameter", "no parameters", connector("GetSchema")),
    fails(
        "null-parameter-list", "null", connector("GetParameters", seen=(("returns-null", "GetConfigParameters", ""),)), WARNING
    ),
    doubts("null-parameter-list", "perhaps", connector("GetParameters", seen=(("may-return-null", "GetConfigParameters", ""),))),
    passes("null-parameter-list", "nothing seen", CLEAN),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_rule(case: Case) -> None:
    """The rule says of the facts what its documentation says."""
    case.hold()


def test_secrets_are_not_repeated() -> None:
    """Neither message nor evidence of a finding about a default holds the secret itself."""
    (finding,) = run("secret-default", _defines(parameter("Password", "EncryptedString", default="Tr0ub4dor3"))).findings
    assert "Tr0ub4dor3" not in str(finding)


@pytest.mark.parametrize(
    "name",
    [
        "Password",
        "password:",
        "Client secret",
        "ClientSecret",
        "API key",
        "apiKey",
        "APIKey",
        "Access token (optional)",
        "DB_PWD",
        "Password for the account",
    ],
)
def test_names_of_secrets(name: str) -> None:
    """A name whose last words say secret is one."""
    assert names_secret(name)


@pytest.mark.parametrize(
    "name",
    [
        "Token URL",
        "Password attribute",
        "Public key",
        "Key",
        "Secret name",
        "Password policy",
        "Server",
        "",
        "Passwordless",
        "Public key token",
        "Path to password",
        "Reset password",
        "Name of the token",
    ],
)
def test_other_names(name: str) -> None:
    """A name that only speaks of a secret is none."""
    assert not names_secret(name)


@pytest.mark.parametrize(
    "pattern",
    [
        "[a-z",
        "(ab",
        "ab)",
        "*a",
        "a|*",
        "(+)",
        "a\\",
        "[^",
        "(?:a",
        "a**",
        "a{2}{3}",
        "{2}",
        "x*+",
        "a{3,1}",
        "[z-a]",
        "(?P<n>a)",
    ],
)
def test_patterns_that_dotnet_refuses(pattern: str) -> None:
    """What .NET refuses under every option, as it was seen to do: brackets, quantifiers, bounds, ranges, Python's groups."""
    assert pattern_fault(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "abc",
        "[]a]",
        "[^]]",
        "[a-z-[aeiou]]",
        "(?<n>a)",
        "(?i)a",
        r"\(",
        r"[\]]",
        "a{2}",
        r"\p{L}+",
        "(?=a)",
        "(?#)(",
        "(?x)a # (",
        "a{",
        "a{,3}",
        "a{2,}?",
        "}",
        "[+--]",
        "[a-]",
        r"[\w-a]",
        "^*",
        "(?'q'x)",
    ],
)
def test_patterns_that_dotnet_may_take(pattern: str) -> None:
    """What .NET takes, or may take, is never called broken."""
    assert pattern_fault(pattern) is None


def test_defaults_are_tried_out_only_where_it_is_certain_and_cheap() -> None:
    """A plain expression decides; one that .NET reads otherwise, or that could run for ever, does not."""
    assert certainly_refuses("^[0-9]+$", "none")
    assert not certainly_refuses("^[0-9]+$", "443")
    assert not certainly_refuses(r"^\p{L}+$", "443")
    assert not certainly_refuses("^(a+)+$", "a" * 60 + "b")
    assert not certainly_refuses("(?i)^none$", "other")


def test_values_of_a_drop_down() -> None:
    """Values are separated by commas; a comma within one has a backslash before it."""
    assert dropdown_values("Full,Delta") == ("Full", "Delta")
    assert dropdown_values("a\\,b,c,") == ("a,b", "c")
