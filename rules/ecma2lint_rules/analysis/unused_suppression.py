"""ECMA003: unused suppression."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.rule import Analysis, AnalysisRule
from ecma2lint.verdicts import Finding, Severity


class UnusedSuppression(AnalysisRule):
    """A suppression in the code covers nothing that its rule finds.

    ## What it finds

    A suppression whose rule ran on the target, decided, and found nothing in what the suppression covers.

    ## Why it matters

    What it excused is gone or has moved. Left standing, it would silently excuse the next defect at that place.

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2GetCapabilities
    {
        [SuppressMessage("Ecma2Lint", "ECMA202:full-export", Justification = "the host never asks for it")]
        public MACapabilities Capabilities => new MACapabilities { FullExport = false };
    }
    ```

    ```csharp good
    public class Connector : IMAExtensible2GetCapabilities
    {
        public MACapabilities Capabilities => new MACapabilities { FullExport = false };
    }
    ```

    ```vb bad
    Public Class Connector
        Implements IMAExtensible2GetCapabilities

        <SuppressMessage("Ecma2Lint", "ECMA202:full-export", Justification:="the host never asks for it")>
        Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
            Get
                Return New MACapabilities With {.FullExport = False}
            End Get
        End Property
    End Class
    ```

    ```vb good
    Public Class Connector
        Implements IMAExtensible2GetCapabilities

        Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
            Get
                Return New MACapabilities With {.FullExport = False}
            End Get
        End Property
    End Class
    ```

    ```fsharp bad
    [<SuppressMessage("Ecma2Lint", "ECMA202:full-export", Justification = "the host never asks for it")>]
    type Connector() =
        interface IMAExtensible2GetCapabilities with
            member this.Capabilities = MACapabilities(FullExport = false)
    ```

    ```fsharp good
    type Connector() =
        interface IMAExtensible2GetCapabilities with
            member this.Capabilities = MACapabilities(FullExport = false)
    ```

    ```python bad
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.FullExport = False  # ecma2lint: ignore[full-export] the host never asks for it
            return capabilities
    ```

    ```python good
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.FullExport = False
            return capabilities
    ```

    ## How to fix it

    Remove the suppression, or move it to the place of the finding.

    ## References

    - `ecma2lint explain RULE` shows for each rule how to silence it
    """

    id = "ECMA003"
    name = "unused-suppression"
    title = "A suppression is not needed"
    severity = Severity.WARNING
    since = "0.1.0"
    about = "suppressions"

    def check_analysis(self, analysis: Analysis) -> Iterator[Finding]:
        """Find the suppressions that cover nothing."""
        for judged in analysis.suppressions:
            for word in judged.unused:
                yield Finding(
                    f"the suppression of {word} covers nothing that the rule finds",
                    judged.suppression.location,
                    evidence=(f"its reason: {judged.suppression.reason}",),
                    remedy="remove it, or put it where the finding is",
                    subject=word,
                )
