"""ECMA207: renaming without a distinguished name."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector, ContractClass, Value
from ecma2lint.rule import Backing, RuleYield
from ecma2lint.verdicts import Finding, Severity, Undecided
from ecma2lint_rules._capability import CapabilitiesRule, unread_capabilities, values_of


class RenameWithoutDn(CapabilitiesRule):
    """The connector declares renames and no distinguished names.

    ## What it finds

    `DistinguishedNameStyle` is `None` and `ObjectRename` is `true`, because it was assigned after the style; or it was assigned
    `true` before the style and is lost: the setter of the style sets it to `false`. The order of the assignments decides.

    ## Why it matters

    A rename is a change of the distinguished name. Where there is none, the two capabilities contradict each other.

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2GetCapabilities
    {
        public MACapabilities Capabilities =>
            new MACapabilities { DistinguishedNameStyle = MADistinguishedNameStyle.None, ObjectRename = true };
    }
    ```

    ```csharp bad
    public class Connector : IMAExtensible2GetCapabilities
    {
        public MACapabilities Capabilities
        {
            get { return new MACapabilities { ObjectRename = true, DistinguishedNameStyle = MADistinguishedNameStyle.None }; }
        }
    }
    ```

    ```csharp good
    public class Connector : IMAExtensible2GetCapabilities
    {
        public MACapabilities Capabilities => new MACapabilities { DistinguishedNameStyle = MADistinguishedNameStyle.None };
    }
    ```

    ```vb bad
    Public Class Connector
        Implements IMAExtensible2GetCapabilities

        Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
            Get
                Return New MACapabilities With {.DistinguishedNameStyle = MADistinguishedNameStyle.None, .ObjectRename = True}
            End Get
        End Property
    End Class
    ```

    ```vb bad
    Public Class Connector
        Implements IMAExtensible2GetCapabilities

        Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
            Get
                Return New MACapabilities With {.ObjectRename = True, .DistinguishedNameStyle = MADistinguishedNameStyle.None}
            End Get
        End Property
    End Class
    ```

    ```vb good
    Public Class Connector
        Implements IMAExtensible2GetCapabilities

        Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
            Get
                Return New MACapabilities With {.DistinguishedNameStyle = MADistinguishedNameStyle.None}
            End Get
        End Property
    End Class
    ```

    ```fsharp bad
    type Connector() =
        interface IMAExtensible2GetCapabilities with
            member this.Capabilities = MACapabilities(DistinguishedNameStyle = MADistinguishedNameStyle.None, ObjectRename = true)
    ```

    ```fsharp bad
    type Connector() =
        interface IMAExtensible2GetCapabilities with
            member this.Capabilities = MACapabilities(ObjectRename = true, DistinguishedNameStyle = MADistinguishedNameStyle.None)
    ```

    ```fsharp good
    type Connector() =
        interface IMAExtensible2GetCapabilities with
            member this.Capabilities = MACapabilities(DistinguishedNameStyle = MADistinguishedNameStyle.None)
    ```

    ```python bad
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.DistinguishedNameStyle = getattr(MADistinguishedNameStyle, "None")
            capabilities.ObjectRename = True
            return capabilities
    ```

    ```python bad
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.ObjectRename = True
            capabilities.DistinguishedNameStyle = getattr(MADistinguishedNameStyle, "None")
            return capabilities
    ```

    ```python good
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.DistinguishedNameStyle = getattr(MADistinguishedNameStyle, "None")
            return capabilities
    ```

    ## How to fix it

    Leave `ObjectRename` alone, or choose the style `Generic`.

    ## References

    - Microsoft.MetadirectoryServicesEx 4.1.4.0, read and run
    """

    id = "ECMA207"
    name = "rename-without-dn"
    title = "Renaming without a distinguished name"
    severity = Severity.WARNING
    since = "0.1.0"
    backing = Backing.OBSERVED

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Compare the style with ObjectRename in every class."""
        yield from unread_capabilities(connector)
        for cls, style in values_of(connector, "DistinguishedNameStyle"):
            rename = cls.capabilities.values["ObjectRename"] if cls.capabilities else style
            subject = f"{cls.type}::ObjectRename"
            if not style.may_be("None"):
                continue
            yield from _lost(cls, rename)
            if not style.known and rename.may_be(True):
                why = style.reason or "it differs between the paths through the code"
                yield Undecided(f"DistinguishedNameStyle of {cls.type} is not known: {why}", style.location, subject, style.trace)
            elif rename.known and rename.value is True:
                yield Finding(
                    f"{cls.type} declares ObjectRename = true with the distinguished name style None",
                    rename.location,
                    (f"DistinguishedNameStyle = None at {style.location}",) if str(style.location) else (),
                    "leave ObjectRename alone, or choose the style Generic",
                    subject,
                    rename.trace,
                )
            elif rename.may_be(True):
                reason = rename.reason or "it differs between the paths through the code"
                yield Undecided(f"ObjectRename of {cls.type} is not known: {reason}", rename.location, subject, rename.trace)


def _lost(cls: ContractClass, rename: Value) -> Iterator[Finding]:
    """An assignment of true that the style took back, where nothing was assigned behind it."""
    for seen in cls.observations:
        if seen.kind == "capability-lost" and rename.known and rename.location == seen.location:
            yield Finding(
                f"{cls.type} assigns ObjectRename = true and loses it: DistinguishedNameStyle = None is assigned behind it",
                seen.location,
                (seen.detail,),
                "leave ObjectRename alone, or choose the style Generic",
                f"{cls.type}::ObjectRename",
                rename.trace,
            )
