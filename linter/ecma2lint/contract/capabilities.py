"""MACapabilities: its 17 properties, their types and the defaults of its constructor.

Source: the constructor and the setters of the real class, read and run: several defaults are *true*, and assigning
``DistinguishedNameStyle = None`` also sets ``ObjectRename = false`` at that moment.
"""

from __future__ import annotations

from typing import Final

from ecma2lint.records import dataclass


@dataclass(frozen=True, slots=True)
class CapabilityType:
    """One property of MACapabilities.

    ``enum`` is the simple name of its enumeration, or None for a Boolean; ``default`` is a bool or an enum value's name.
    """

    name: str
    enum: str | None
    default: bool | str


CAPABILITIES: Final[dict[str, CapabilityType]] = {
    c.name: c
    for c in (
        CapabilityType("DistinguishedNameStyle", "MADistinguishedNameStyle", "Generic"),
        CapabilityType("ObjectRename", None, True),
        CapabilityType("NoReferenceValuesInFirstExport", None, False),
        CapabilityType("DeltaImport", None, True),
        CapabilityType("ConcurrentOperation", None, True),
        CapabilityType("DeleteAddAsReplace", None, True),
        CapabilityType("ExportPasswordInFirstPass", None, False),
        CapabilityType("FullExport", None, False),
        CapabilityType("ObjectConfirmation", "MAObjectConfirmation", "Normal"),
        CapabilityType("ExportType", "MAExportType", "ObjectReplace"),
        CapabilityType("Normalizations", "MANormalizations", "None"),
        CapabilityType("IsDNAsAnchor", None, False),
        CapabilityType("SupportImport", None, True),
        CapabilityType("SupportExport", None, True),
        CapabilityType("SupportPartitions", None, True),
        CapabilityType("SupportPassword", None, True),
        CapabilityType("SupportHierarchy", None, True),
    )
}

#: (property assigned, value that triggers it, property changed, value it gets): the one setter with a side effect.
SETTER_SIDE_EFFECT: Final = ("DistinguishedNameStyle", "None", "ObjectRename", False)
