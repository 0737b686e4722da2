"""ECMA002: unknown suppression."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.rule import Analysis, AnalysisRule
from ecma2lint.verdicts import Finding, Severity


class UnknownSuppression(AnalysisRule):
    """A suppression in the code names no rule that exists, or is not written as one must be.

    ## What it finds

    A suppression that names an unknown rule, names none at all (there is no blanket form), is misspelt, or stands where it covers
    nothing. Rules are named by their id or their name, one by one; prefixes are not taken.

    ## Why it matters

    It silences nothing, though its author believes it does.

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2GetCapabilities
    {
        [SuppressMessage("Ecma2Lint", "ful-export", Justification = "the host never asks for it")]
        public MACapabilities Capabilities => new MACapabilities { FullExport = true };
    }
    ```

    ```csharp good
    public class Connector : IMAExtensible2GetCapabilities
    {
        [SuppressMessage("Ecma2Lint", "full-export", Justification = "the host never asks for it")]
        public MACapabilities Capabilities => new MACapabilities { FullExport = true };
    }
    ```

    ```vb bad
    Public Class Connector
        Implements IMAExtensible2GetCapabilities

        <SuppressMessage("Ecma2Lint", "ful-export", Justification:="the host never asks for it")>
        Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
            Get
                Return New MACapabilities With {.FullExport = True}
            End Get
        End Property
    End Class
    ```

    ```vb good
    Public Class Connector
        Implements IMAExtensible2GetCapabilities

        <SuppressMessage("Ecma2Lint", "full-export", Justification:="the host never asks for it")>
        Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
            Get
                Return New MACapabilities With {.FullExport = True}
            End Get
        End Property
    End Class
    ```

    ```fsharp bad
    [<SuppressMessage("Ecma2Lint", "ful-export", Justification = "the host never asks for it")>]
    type Connector() =
        interface IMAExtensible2GetCapabilities with
            member this.Capabilities = MACapabilities(FullExport = true)
    ```

    ```fsharp good
    [<SuppressMessage("Ecma2Lint", "full-export", Justification = "the host never asks for it")>]
    type Connector() =
        interface IMAExtensible2GetCapabilities with
            member this.Capabilities = MACapabilities(FullExport = true)
    ```

    ```python bad
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.FullExport = True  # ecma2lint: ignore[ful-export] the host never asks for it
            return capabilities
    ```

    ```python good
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.FullExport = True  # ecma2lint: ignore[full-export] the host never asks for it
            return capabilities
    ```

    ## How to fix it

    Write the id or the name of a rule: `ecma2lint rules` lists them.

    ## References

    - `ecma2lint explain RULE` shows for each rule how to silence it
    """

    id = "ECMA002"
    name = "unknown-suppression"
    title = "A suppression names no known rule"
    severity = Severity.WARNING
    since = "0.1.0"
    about = "suppressions"

    def check_analysis(self, analysis: Analysis) -> Iterator[Finding]:
        """Find the suppressions that name no rule."""
        for judged in analysis.suppressions:
            suppression = judged.suppression
            if suppression.fault:
                yield Finding(
                    f"a suppression suppresses nothing: {suppression.fault}",
                    suppression.location,
                    remedy="write `# ecma2lint: ignore[RULE] reason`, or "
                    '`[SuppressMessage("Ecma2Lint", "RULE", Justification = "reason")]`',
                    subject=", ".join(suppression.rules),
                )
            for word in judged.unknown:
                yield Finding(
                    f"a suppression names {word}, and there is no such rule",
                    suppression.location,
                    remedy="name a rule by its id or name; see `ecma2lint rules`",
                    subject=word,
                )
