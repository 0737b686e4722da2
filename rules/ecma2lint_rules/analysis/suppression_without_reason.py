"""ECMA001: suppression without reason."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.rule import Analysis, AnalysisRule
from ecma2lint.verdicts import Finding, Severity


class SuppressionWithoutReason(AnalysisRule):
    """A suppression in the code gives no reason, so it suppresses nothing.

    ## What it finds

    A comment `# ecma2lint: ignore[RULE]` without a text behind it, or a `[SuppressMessage("Ecma2Lint", ...)]` without a
    `Justification`.

    ## Why it matters

    An exception without a reason cannot be reviewed: nobody can tell whether it still holds. It has no effect until it says why.

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2GetCapabilities
    {
        [SuppressMessage("Ecma2Lint", "ECMA202:full-export")]
        public MACapabilities Capabilities => new MACapabilities { FullExport = true };
    }
    ```

    ```csharp good
    public class Connector : IMAExtensible2GetCapabilities
    {
        [SuppressMessage("Ecma2Lint", "ECMA202:full-export", Justification = "the host never runs it in full")]
        public MACapabilities Capabilities => new MACapabilities { FullExport = true };
    }
    ```

    ```vb bad
    Public Class Connector
        Implements IMAExtensible2GetCapabilities

        <SuppressMessage("Ecma2Lint", "ECMA202:full-export")>
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

        <SuppressMessage("Ecma2Lint", "ECMA202:full-export", Justification:="the host never runs it in full")>
        Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
            Get
                Return New MACapabilities With {.FullExport = True}
            End Get
        End Property
    End Class
    ```

    ```fsharp bad
    [<SuppressMessage("Ecma2Lint", "ECMA202:full-export")>]
    type Connector() =
        interface IMAExtensible2GetCapabilities with
            member this.Capabilities = MACapabilities(FullExport = true)
    ```

    ```fsharp good
    [<SuppressMessage("Ecma2Lint", "ECMA202:full-export", Justification = "the host never runs it in full")>]
    type Connector() =
        interface IMAExtensible2GetCapabilities with
            member this.Capabilities = MACapabilities(FullExport = true)
    ```

    ```python bad
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.FullExport = True  # ecma2lint: ignore[full-export]
            return capabilities
    ```

    ```python good
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.FullExport = True  # ecma2lint: ignore[full-export] the host never runs this connector in full
            return capabilities
    ```

    ## How to fix it

    Write the reason behind the brackets, or as the attribute's `Justification`.

    ## References

    - `ecma2lint explain RULE` shows for each rule how to silence it
    """

    id = "ECMA001"
    name = "suppression-without-reason"
    title = "A suppression gives no reason"
    severity = Severity.WARNING
    since = "0.1.0"
    about = "suppressions"

    def check_analysis(self, analysis: Analysis) -> Iterator[Finding]:
        """Find the suppressions without a reason."""
        for judged in analysis.suppressions:
            suppression = judged.suppression
            if suppression.rules and not suppression.reason and not suppression.fault:
                words = ", ".join(suppression.rules)
                yield Finding(
                    f"the suppression of {words} gives no reason, so it suppresses nothing",
                    suppression.location,
                    remedy="say why behind the brackets, or in the attribute's Justification",
                    subject=words,
                )
