"""A hand-made run that has one of everything a report must show: the source of the golden files."""

from __future__ import annotations

from ecma2lint.facts import (
    AssemblyFacts,
    AssemblyReference,
    Certainty,
    ContractClass,
    Count,
    Hierarchy,
    ImplementedInterface,
    Location,
    NotLoadable,
    Partitions,
    Target,
    TargetError,
    TargetKind,
)
from ecma2lint.records import replace
from ecma2lint.result_document import result_document, run_entry
from ecma2lint.result_types import ProfileEntry, ResultDocument, RuleEntry, ToolEntry
from ecma2lint.verdicts import (
    Conclusion,
    ControlResult,
    Disposition,
    DispositionStatus,
    Evidence,
    Finding,
    Outcome,
    RuleResult,
    RunFault,
    Severity,
    TargetVerdict,
    Undecided,
)

PROFILE: ProfileEntry = {
    "id": "azuread-agent-2023-06",
    "title": "Azure AD provisioning to applications using custom connectors",
    "host": "Azure AD Connect provisioning agent, ECMA Connector Host",
    "date": "2023-06-08",
    "source": "https://learn.microsoft.com/azure/active-directory/app-provisioning/on-premises-custom-connector",
}
TOOL: ToolEntry = {"name": "ecma2lint", "version": "0.1.0", "rules_hash": "5d41402abc4b2a76b9719d911017c592"}

#: id, title, support, comment, severity, the rule that decides it
CONTROLS = (
    ("public-methods", "Methods are declared public", "required", "ensure all methods are declared public", "error", "ECMA101"),
    (
        "unprefixed-methods",
        "No prefixes on method names",
        "required",
        "`public Schema GetSchema(...)`, not `Schema PrefixGetSchema.GetSchema(...)`",
        "error",
        "ECMA102",
    ),
    ("object-type", "Object type", "partially supported", "one object type", "error", "ECMA301"),
    ("partitions", "Partitions", "partially supported", "one partition", "error", "ECMA302"),
    ("hierarchies", "Hierarchies", "not supported", "not supported", "error", "ECMA303"),
    ("full-export", "Full export", "not supported", "not supported", "error", "ECMA202"),
    ("normalizations", "Normalizations", "not supported", "not supported", "error", "ECMA204"),
    ("concurrent-operations", "ConcurrentOperation", "ignored", "ignored", "info", "ECMA205"),
)
RULE_NAMES = {
    "ECMA101": ("non-public-member", "A contract member is not public"),
    "ECMA102": ("prefixed-member", "A contract member carries a prefix or another name"),
    "ECMA103": ("no-export", "The connector exports nothing"),
    "ECMA202": ("full-export", "Full export is declared"),
    "ECMA204": ("normalizations", "Normalizations are declared"),
    "ECMA205": ("concurrent-operation", "ConcurrentOperation is relied on"),
    "ECMA301": ("several-object-types", "More than one object type"),
    "ECMA302": ("several-partitions", "More than one partition"),
    "ECMA303": ("hierarchy", "The connector has a hierarchy"),
}
SOURCE = """\
from Microsoft.MetadirectoryServices import *


class Connector(IMAExtensible2GetCapabilities):
    __namespace__ = "Contoso"

    def get_Capabilities(self):
        capabilities = MACapabilities()
        password = "hunter2"
        capabilities.FullExport = True  # all of it
        capabilities.Normalizations = read(password)
        return capabilities
"""


def _entry(rule: str) -> RuleEntry:
    name, title = RULE_NAMES[rule]
    example = "```csharp bad\nnew MACapabilities { FullExport = true };\n```\n\n```csharp good\nnew MACapabilities();\n```"
    why = f"The host has no use for what *{name}* finds.\n\n- it is `ignored`, or\n- it **fails** at run time."
    sections = [
        ("What it finds", f"{title}, when the host reads `MACapabilities`."),
        ("Why it matters", why),
        ("Example", example),
        ("How to fix it", "Leave it alone: the contract's default is right."),
        ("References", "- https://learn.microsoft.com/entra/identity/app-provisioning/ (support table)"),
    ]
    return {
        "id": rule,
        "name": name,
        "title": title,
        "severity": "error",
        "backing": "official page",
        "since": "0.1.0",
        "summary": f"{title}.",
        "why": why,
        "remedy": "Leave it alone: the contract's default is right.",
        "references": ["https://learn.microsoft.com/entra/identity/app-provisioning/ (support table)"],
        "sections": [{"heading": heading, "body": body} for heading, body in sections],
    }


CATALOGUE = {rule: _entry(rule) for rule in RULE_NAMES}


def _class(type_name: str, interfaces: tuple[str, ...], *reasons: NotLoadable) -> ContractClass:
    none = Count(Certainty.KNOWN, 0, 0)
    return ContractClass(
        type_name,
        "public",
        NotLoadable.ABSTRACT in reasons,
        not reasons,
        reasons,
        tuple(ImplementedInterface(name, type_name, ()) for name in interfaces),
        None,
        None,
        Partitions(False, none),
        Hierarchy(False, none),
    )


def verdict(
    target: Target,
    results: dict[str, RuleResult],
    conclusion: Conclusion = Conclusion.COMPLIANT,
    reason: str = "all controls pass",
) -> TargetVerdict:
    """A verdict with every control; rules that are not given pass."""
    rules: list[RuleResult] = []
    for rule, (name, _) in RULE_NAMES.items():
        rules.append(
            results.get(rule)
            or RuleResult(rule, name, Severity.ERROR, Outcome.PASS, f"nothing found by {name}", (), (), (Evidence("it is so"),))
        )
    by_id = {result.rule: result for result in rules}
    controls = tuple(
        ControlResult(control, title, support, comment, Severity(level), by_id[rule].outcome, by_id[rule].reason, (rule,))
        for control, title, support, comment, level, rule in CONTROLS
    )
    return TargetVerdict(target, conclusion, reason, controls, tuple(rules))


def failing(
    rule: str,
    *findings: Finding,
    severity: Severity = Severity.ERROR,
    outcome: Outcome = Outcome.FAIL,
    dispositions: tuple[Disposition | None, ...] = (),
) -> RuleResult:
    """A rule result with findings."""
    reason = "; ".join(item.message for item in findings)
    return RuleResult(rule, RULE_NAMES[rule][0], severity, outcome, reason, findings, dispositions=dispositions)


ASSEMBLY = Target(
    "bin/Contoso.Hr.dll",
    TargetKind.ASSEMBLY,
    "a" * 64,
    assembly=AssemblyFacts(
        "Contoso.Hr",
        "1.2.0.0",
        "8c1f0c44-5f6e-4c4a-9d57-0d8e8f6f0a11",
        ".NETFramework,Version=v4.7.2",
        "anycpu",
        (
            AssemblyReference("mscorlib", "4.0.0.0", "b77a5c561934e089"),
            AssemblyReference("Microsoft.MetadirectoryServicesEx", "4.1.4.0", "31bf3856ad364e35"),
            AssemblyReference("Contoso.Common", "1.0.0.0", None),
        ),
    ),
    contract="4.1.4.0",
    classes=(
        _class("Contoso.Hr.Connector", ("IMAExtensible2GetSchema", "IMAExtensible2GetCapabilities")),
        _class("Contoso.Hr.ConnectorBase", ("IMAExtensible2GetSchema",), NotLoadable.ABSTRACT),
    ),
)
PYTHON = Target(
    "src/hr_connector.py",
    TargetKind.PYTHON,
    "b" * 64,
    contract="4.1.4.0",
    classes=(_class("Contoso.Connector", ("IMAExtensible2GetCapabilities",)),),
)
assert ASSEMBLY.assembly is not None
CLEAN = replace(
    ASSEMBLY, path="bin/Contoso.Clean.dll", sha256="c" * 64, assembly=replace(ASSEMBLY.assembly, name="Contoso.Clean")
)
BROKEN = Target(
    "bin/torn.dll",
    TargetKind.ASSEMBLY,
    "d" * 64,
    TargetError("the metadata is truncated: stream #~ ends behind the file", "rebuild the assembly or copy it again"),
)


def _assembly_verdict() -> TargetVerdict:
    getter = Location("Contoso.Hr.Connector", "get_Capabilities", 0x06000003, 0x12)
    schema = Location("Contoso.Hr.Connector", "Microsoft.MetadirectoryServices.IMAExtensible2GetSchema.GetSchema", 0x06000007)
    undecided = RuleResult(
        "ECMA302",
        RULE_NAMES["ECMA302"][0],
        Severity.ERROR,
        Outcome.UNDECIDED,
        "the number of partitions depends on configuration parameter 'Domains'",
        (),
        (
            Undecided(
                "the number of partitions depends on configuration parameter 'Domains'",
                Location("Contoso.Hr.Connector", "GetPartitions", 0x06000009, 0x1F),
                "Contoso.Hr.Connector::GetPartitions",
                (Location("Contoso.Hr.Domains", "Read", 0x0600000C, 0x04),),
                "return one partition whatever the configuration says",
            ),
        ),
    )
    results = {
        "ECMA102": failing(
            "ECMA102",
            Finding(
                "GetSchema is implemented explicitly, with the interface's name as prefix",
                schema,
                ("the method is private and bound by a MethodImpl row",),
                "write `public Schema GetSchema(KeyedCollection<string, ConfigParameter> configParameters)`",
                "Contoso.Hr.Connector::GetSchema",
            ),
        ),
        "ECMA202": failing(
            "ECMA202",
            Finding(
                "FullExport is true",
                getter,
                ("assigned in an object initialiser",),
                "set `FullExport = false`, or leave it alone: false is the contract's default",
                "Contoso.Hr.Connector::FullExport",
                (Location("Contoso.Hr.Defaults", "Fill", 0x0600000A, 0x08),),
            ),
        ),
        "ECMA302": undecided,
        "ECMA205": failing(
            "ECMA205",
            Finding("ConcurrentOperation is true", getter, (), "remove it", "Contoso.Hr.Connector::ConcurrentOperation"),
            severity=Severity.INFO,
        ),
        "ECMA204": failing(
            "ECMA204",
            Finding("Normalizations is Uppercase", getter, (), "set it to None", "Contoso.Hr.Connector::Normalizations"),
            outcome=Outcome.WAIVED,
            dispositions=(
                Disposition(DispositionStatus.WAIVED, "the host strips it", "identity@contoso.example", "HR-1", "2027-01-31"),
            ),
        ),
        "ECMA103": failing(
            "ECMA103",
            Finding("no class implements IMAExtensible2CallExport", Location(), (), "implement it"),
            severity=Severity.WARNING,
        ),
    }
    return verdict(ASSEMBLY, results, Conclusion.NOT_COMPLIANT, "2 requirements not met: unprefixed-methods, full-export")


def _python_verdict() -> TargetVerdict:
    line = Location("Contoso.Connector", "get_Capabilities", line=10, column=9, end_line=10, end_column=39)
    results = {
        "ECMA202": failing(
            "ECMA202",
            Finding("FullExport is True", line, ("assigned True",), "set it to False", "Contoso.Connector::FullExport"),
        ),
        "ECMA204": RuleResult(
            "ECMA204",
            "normalizations",
            Severity.ERROR,
            Outcome.UNDECIDED,
            "Normalizations comes from a call that could not be followed",
            (),
            (
                Undecided(
                    "Normalizations comes from a call that could not be followed",
                    Location("Contoso.Connector", "get_Capabilities", line=11, column=9),
                    settle="assign a constant",
                ),
            ),
        ),
        "ECMA303": RuleResult("ECMA303", "hierarchy", Severity.ERROR, Outcome.NOT_APPLICABLE, "not for python targets"),
        "ECMA101": RuleResult("ECMA101", "non-public-member", Severity.ERROR, Outcome.ERROR, "the rule raised KeyError: 'x'"),
    }
    return verdict(PYTHON, results, Conclusion.ERROR, "ECMA101 could not run: the rule raised KeyError: 'x'")


def sample_verdicts() -> list[TargetVerdict]:
    """One target that fails, one in Python with a crashed rule, one that is clean, one that cannot be read."""
    torn = TargetVerdict(BROKEN, Conclusion.ERROR, str(BROKEN.error), (), ())
    return [_assembly_verdict(), _python_verdict(), verdict(CLEAN, {}, reason="8 of 8 controls pass"), torn]


def sample_document(verdicts: list[TargetVerdict] | None = None, faults: tuple[RunFault, ...] = ()) -> ResultDocument:
    """The result document of the sample run, with fixed clock and version."""
    return result_document(
        sample_verdicts() if verdicts is None else verdicts,
        profile=PROFILE.copy(),
        tool=TOOL.copy(),
        run=run_entry(
            "check",
            ["check", "bin", "src", "--profile", "azuread-agent-2023-06"],
            exit_status=2,
            strict=False,
            fail_on="error",
            started="2026-01-31T12:00:00Z",
        ),
        faults=faults,
        catalogue=CATALOGUE,
        not_examined=[{"path": "bin/Newtonsoft.Json.dll", "reason": "does not mention the contract"}],
        read_source=lambda path: SOURCE if path.endswith(".py") else None,
    )
