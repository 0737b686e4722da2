"""The source-neutral model that every reader fills and every rule reads.

Everything is frozen; ``to_json`` in :mod:`ecma2lint.facts_json` prints it as the document ``ecma2lint/facts/1``.
Values read from code are never guessed: each is known, one of a finite set, or unknown with the reason and the place.
"""

from __future__ import annotations

from enum import StrEnum

from ecma2lint.records import dataclass, field

Scalar = bool | int | str | None


class TargetKind(StrEnum):
    """What kind of input a target is."""

    ASSEMBLY = "assembly"
    PYTHON = "python"


class Certainty(StrEnum):
    """How well a value is known."""

    KNOWN = "known"
    ONE_OF = "one-of"
    UNKNOWN = "unknown"


class Origin(StrEnum):
    """Where a capability's value comes from.

    ``MIXED``: assigned on some paths, left at the contract's default on others.
    """

    ASSIGNED = "assigned"
    DEFAULT = "default"
    MIXED = "mixed"


class Implementation(StrEnum):
    """How a contract class implements a member, decided as the CLR (or pythonnet) binds it."""

    IMPLICIT = "implicit"
    EXPLICIT = "explicit"
    RENAMED = "renamed"
    MISSING = "missing"
    UNRESOLVED = "unresolved"


class NotLoadable(StrEnum):
    """Why a host cannot create a contract class."""

    ABSTRACT = "abstract"
    OPEN_GENERIC = "open generic"
    NOT_PUBLIC = "not public"
    NO_CONSTRUCTOR = "no public parameterless constructor"
    NO_NAMESPACE = "no __namespace__"


@dataclass(frozen=True)
class Location:
    """A place in a target; unused parts are None.

    For assemblies: reflection-form type, member name, metadata token (``0x06000001``) and byte offset in the method's IL.
    For Python: 1-based line and column (and their ends). ``path`` is set only when the place lies in another file than
    the target.
    """

    type: str | None = None
    member: str | None = None
    token: int | None = None
    il_offset: int | None = None
    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None
    path: str | None = None

    def __str__(self) -> str:
        where = "::".join(part for part in (self.type, self.member) if part)
        if self.line is not None:
            position = f"{self.line}:{self.column}" if self.column is not None else str(self.line)
            where = f"line {position}" + (f" ({where})" if where else "")
        elif self.il_offset is not None:
            where += f", IL_{self.il_offset:04X}"
        return f"{self.path}: {where}" if self.path else where


NOWHERE = Location()

#: The reason of an identifier that is certainly another one each time it is made.
NEW_IDENTIFIER = "a new identifier each time (Guid.NewGuid)"


@dataclass(frozen=True)
class Value:
    """One value read from code.

    ``values`` holds one element when known, several when one of, none when unknown. ``reason`` says why an unknown is unknown.
    ``trace`` lists the places the value came through, outermost first.
    """

    certainty: Certainty
    values: tuple[Scalar, ...] = ()
    origin: Origin | None = None
    reason: str | None = None
    location: Location = NOWHERE
    trace: tuple[Location, ...] = ()

    @property
    def known(self) -> bool:
        """Whether exactly one value is possible."""
        return self.certainty is Certainty.KNOWN

    @property
    def value(self) -> Scalar:
        """The single value; call only when known."""
        (value,) = self.values
        return value

    def may_be(self, value: Scalar) -> bool:
        """Whether the value cannot be excluded."""
        return self.certainty is Certainty.UNKNOWN or value in self.values


def known(value: Scalar, origin: Origin | None = None, location: Location = NOWHERE, trace: tuple[Location, ...] = ()) -> Value:
    """A known value."""
    return Value(Certainty.KNOWN, (value,), origin, None, location, trace)


def one_of(
    values: tuple[Scalar, ...],
    origin: Origin | None = None,
    reason: str | None = None,
    location: Location = NOWHERE,
    trace: tuple[Location, ...] = (),
) -> Value:
    """One of several values; collapses to a known value when only one is given."""
    certainty = Certainty.KNOWN if len(values) == 1 else Certainty.ONE_OF
    return Value(certainty, values, origin, reason, location, trace)


def unknown(reason: str, location: Location = NOWHERE, origin: Origin | None = None, trace: tuple[Location, ...] = ()) -> Value:
    """An unknown value with the reason in words."""
    return Value(Certainty.UNKNOWN, (), origin, reason, location, trace)


@dataclass(frozen=True)
class Member:
    """One member of a contract interface and how a contract class implements it.

    ``accessibility`` is that of the method it is bound to (``public``, ``private`` ...), None when missing or unresolved;
    ``implemented_by`` names that method (``Contoso.Connector::GetSchema``); ``only_throws`` names the exception type when
    the body does nothing but throw it; ``detail`` says why a member is missing or unresolved.
    """

    interface: str
    name: str
    implementation: Implementation
    accessibility: str | None = None
    implemented_by: str | None = None
    location: Location = NOWHERE
    only_throws: str | None = None
    detail: str | None = None


@dataclass(frozen=True)
class ImplementedInterface:
    """A contract interface of a class; ``declared_on`` is the type (class or own interface) that lists it."""

    name: str
    declared_on: str
    members: tuple[Member, ...]


@dataclass(frozen=True)
class Capabilities:
    """All capabilities of the referenced contract version, by name; ``source`` is the member they were read from."""

    source: str
    values: dict[str, Value]


@dataclass(frozen=True)
class SchemaAttribute:
    """One attribute of an object type; every part may be unknown on its own.

    ``always`` is False when the attribute reaches its type on some paths only.
    """

    name: Value
    data_type: Value
    multi_valued: Value
    anchor: Value
    operation: Value
    location: Location = NOWHERE
    always: bool = True


@dataclass(frozen=True)
class ObjectType:
    """One object type of a schema.

    ``always`` is False when the type reaches the schema on some paths only; ``complete`` is False when attributes may be
    added by code that could not be followed.
    """

    name: Value
    locked: Value
    attributes: tuple[SchemaAttribute, ...] = ()
    always: bool = True
    complete: bool = True
    location: Location = NOWHERE


@dataclass(frozen=True)
class Count:
    """How many things a member yields: at least ``minimum``, at most ``maximum`` (None: unbounded or unknown)."""

    certainty: Certainty
    minimum: int
    maximum: int | None
    reason: str | None = None
    location: Location = NOWHERE
    trace: tuple[Location, ...] = ()


@dataclass(frozen=True)
class ObjectTypes:
    """The object types that reach the schema. ``names`` lists every name that may occur, in order of appearance."""

    count: Count
    names: tuple[str, ...] = ()
    types: tuple[ObjectType, ...] = ()


@dataclass(frozen=True)
class PartitionFact:
    """One partition; ``identifier`` is the GUID's text, or unknown (``Guid.NewGuid()`` is unknown with that reason).

    ``always`` is False when the partition is returned on some paths only, or stands for several.
    """

    identifier: Value
    dn: Value
    name: Value
    location: Location = NOWHERE
    always: bool = True


@dataclass(frozen=True)
class Partitions:
    """What GetPartitions may return; not implemented means none."""

    implemented: bool
    count: Count
    partitions: tuple[PartitionFact, ...] = ()


@dataclass(frozen=True)
class HierarchyNodeFact:
    """One hierarchy node; ``always`` as in :class:`PartitionFact`."""

    dn: Value
    name: Value
    location: Location = NOWHERE
    always: bool = True


@dataclass(frozen=True)
class Hierarchy:
    """What GetHierarchy may return; not implemented means none."""

    implemented: bool
    count: Count
    nodes: tuple[HierarchyNodeFact, ...] = ()


@dataclass(frozen=True)
class Parameter:
    """One configuration parameter definition; ``page`` and ``default`` may be unknown.

    ``always`` is False when the definition is returned on some paths only; ``extensible`` says whether a drop-down takes
    values outside its list, and is None for other kinds.
    """

    name: Value
    kind: str
    default: Value | None
    page: Value
    validation: Value | None = None
    location: Location = NOWHERE
    always: bool = True
    extensible: Value | None = None


@dataclass(frozen=True)
class Observation:
    """Something a reader saw that rules judge: a kind (kebab-case), what it is about, and where.

    The kinds a reader emits are listed in its module; a rule reads those it names.
    """

    kind: str
    subject: str
    detail: str
    location: Location = NOWHERE


@dataclass(frozen=True)
class ContractClass:
    """A class that implements contract interfaces, itself or through a base class.

    ``object_types`` is None when the class has no GetSchema; ``page_sizes`` maps the page-size properties to their values.
    ``parameter_counts`` says per page how many definitions there are: where it has a maximum, ``parameters`` lacks none of them.
    """

    type: str
    visibility: str
    abstract: bool
    loadable: bool
    not_loadable_because: tuple[NotLoadable, ...]
    interfaces: tuple[ImplementedInterface, ...]
    capabilities: Capabilities | None
    object_types: ObjectTypes | None
    partitions: Partitions
    hierarchy: Hierarchy
    parameters: tuple[Parameter, ...] = ()
    page_sizes: dict[str, Value] = field(default_factory=dict)
    observations: tuple[Observation, ...] = ()
    location: Location = NOWHERE
    parameter_counts: dict[str, Count] = field(default_factory=dict)

    @property
    def candidate(self) -> bool:
        """Whether a host would load the class, were it public and registered: the classes a connector consists of."""
        return not set(self.not_loadable_because) - {NotLoadable.NOT_PUBLIC, NotLoadable.NO_NAMESPACE}

    def interface(self, name: str) -> ImplementedInterface | None:
        """The implemented interface of that simple name."""
        return next((interface for interface in self.interfaces if interface.name == name), None)

    def member(self, interface: str, name: str) -> Member | None:
        """The member of that interface, or None when the class does not implement the interface."""
        found = self.interface(interface)
        return next((member for member in found.members if member.name == name), None) if found else None


@dataclass(frozen=True)
class AssemblyReference:
    """An AssemblyRef row."""

    name: str
    version: str
    public_key_token: str | None


@dataclass(frozen=True)
class AssemblyFacts:
    """The identity of an assembly.

    ``architecture`` is ``anycpu``, ``anycpu-prefer-32bit``, ``x86``, ``x64``, ``arm``, ``arm64``, ``ia64`` or ``unknown``.
    """

    name: str
    version: str
    mvid: str
    target_framework: str | None
    architecture: str
    references: tuple[AssemblyReference, ...]
    public_key_token: str | None = None


@dataclass(frozen=True)
class TargetError:
    """Why a target could not be read: the cause and the remedy, one line each."""

    cause: str
    remedy: str
    location: Location = NOWHERE

    def __str__(self) -> str:
        return f"{self.cause}; {self.remedy}"


@dataclass(frozen=True)
class Suppression:
    """An exception written into the code, and what it covers.

    ``rules`` are ids or names as written, none when it names none; ``reason`` is empty when it gives none. ``lines`` are the
    first and the last line it covers in the file of ``location``; ``type`` and ``member`` say what it covers by name, a member
    only together with its type. One with neither lines nor type covers the whole target. ``fault`` says what is wrong with how
    it is written.
    """

    rules: tuple[str, ...]
    reason: str
    location: Location = NOWHERE
    lines: tuple[int, int] | None = None
    type: str | None = None
    member: str | None = None
    fault: str | None = None


@dataclass(frozen=True)
class Target:
    """One input and the facts read from it; ``error`` is set when it could not be read, and then nothing else holds.

    ``path`` is as the user named it, with forward slashes; ``contract`` is the contract version that applies;
    ``observations`` are those that belong to no contract class (legacy interfaces, a merged contract ...).
    """

    path: str
    kind: TargetKind
    sha256: str | None = None
    error: TargetError | None = None
    assembly: AssemblyFacts | None = None
    contract: str | None = None
    classes: tuple[ContractClass, ...] = ()
    observations: tuple[Observation, ...] = ()
    suppressions: tuple[Suppression, ...] = ()


@dataclass(frozen=True)
class Connector:
    """What a host loads from one target: its loadable contract classes together.

    ``classes`` holds the candidate classes (loadable, or loadable but for visibility or registration).
    """

    target: Target
    classes: tuple[ContractClass, ...]

    @property
    def interface_names(self) -> frozenset[str]:
        """The simple names of all contract interfaces of the connector."""
        return frozenset(interface.name for cls in self.classes for interface in cls.interfaces)

    def implementers(self, interface: str) -> tuple[ContractClass, ...]:
        """The classes that implement an interface."""
        return tuple(cls for cls in self.classes if cls.interface(interface))


def connector_of(target: Target) -> Connector:
    """The connector of a target: its candidate classes."""
    return Connector(target, tuple(cls for cls in target.classes if cls.candidate))
