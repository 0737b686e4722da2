"""ECMA111: a contract member is missing."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector, Implementation, TargetKind
from ecma2lint.rule import Backing, Rule, RuleYield
from ecma2lint.verdicts import Evidence, Finding, Severity
from ecma2lint_rules._shared import member_subject, members, remedy_lines, unresolved_members


class MissingMember(Rule):
    """A class lists a contract interface, but does not implement one of its members.

    ## What it finds

    A member of an implemented interface is bound to nothing. In Python nothing checks this when the class is made: a misspelt
    name, another case, a plain `@property` or a leading underscore all leave the member missing.

    ## Why it matters

    The host calls the member and gets `NotImplementedException`. Import and export are triples: an error occurs if one of the
    three methods is not there.

    ## Example

    ```python bad
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        @property
        def Capabilities(self):
            return MACapabilities()
    ```

    ```python good
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            return MACapabilities()
    ```

    ## How to fix it

    Define the member under the contract's exact name; a property as `get_Name`.

    ## References

    - https://learn.microsoft.com/previous-versions/windows/desktop/forefront-2010/hh858438(v=vs.100) and hh858437 (the triples)
    - pythonnet 3: `Python object does not have a 'X' method`
    """

    id = "ECMA111"
    name = "missing-member"
    title = "A contract member is missing"
    severity = Severity.ERROR
    since = "0.1.0"
    backing = Backing.OBSERVED

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Report each member that is bound to nothing."""
        python = connector.target.kind is TargetKind.PYTHON
        bound = 0
        for cls, _, member in members(connector):
            if member.implementation is Implementation.MISSING:
                yield Finding(
                    f"{cls.type} does not implement {member.interface}.{member.name}",
                    member.location if str(member.location) else cls.location,
                    (member.detail,) if member.detail else (),
                    remedy_lines(member, python),
                    member_subject(cls, member),
                )
            elif member.implementation is not Implementation.UNRESOLVED:
                bound += 1
        yield from unresolved_members(connector)
        yield Evidence(f"all {bound} members are implemented")
