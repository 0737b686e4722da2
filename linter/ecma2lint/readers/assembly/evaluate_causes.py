"""Why the result of a framework or contract call cannot be known, in words; and which calls leave their arguments alone."""

from __future__ import annotations

from typing import Final

from ecma2lint.contract import NAMESPACE
from ecma2lint.readers.assembly.handles import ExternalKind, ExternalMethod

#: Prefixes of type names, the longest first wins by order, and what their members depend on.
_BY_TYPE: Final = (
    ("System.IO.", "depends on a file"),
    ("Microsoft.Win32.", "depends on the registry"),
    ("System.Environment", "depends on the environment"),
    ("System.Configuration.", "depends on the application's configuration file"),
    ("System.DirectoryServices.", "depends on directory services"),
    ("System.Data.", "depends on a database"),
    ("System.Net.", "depends on the network"),
    ("System.ServiceModel.", "depends on the network"),
    ("System.Web.", "depends on the network"),
    ("System.Management.Automation.", "depends on a PowerShell script"),
    ("System.Management.", "depends on the machine's management data"),
    ("System.Reflection.", "depends on reflection"),
    ("System.Activator", "depends on reflection"),
    ("System.AppDomain", "depends on the application domain"),
    ("System.Type", "depends on reflection"),
    ("System.Diagnostics.Process", "depends on a process"),
    ("System.Diagnostics.Stopwatch", "depends on the time"),
    ("System.Random", "depends on a random number"),
    ("System.Security.Cryptography.", "depends on a random number or key"),
    ("System.Threading.", "depends on what another thread does"),
    ("System.Globalization.CultureInfo", "depends on the culture of the machine"),
    ("System.TimeZone", "depends on the time zone of the machine"),
    ("System.Console", "depends on the console"),
    ("Microsoft.CSharp.RuntimeBinder.", "depends on a dynamic call"),
    ("System.Runtime.CompilerServices.CallSite", "depends on a dynamic call"),
    ("Microsoft.FSharp.Control.FSharpAsync", "depends on an asynchronous computation"),
    ("Microsoft.VisualBasic.CompilerServices.NewLateBinding", "depends on late binding"),
    ("Microsoft.VisualBasic.CompilerServices.LateBinding", "depends on late binding"),
    ("Microsoft.VisualBasic.FileIO.", "depends on a file"),
    ("Microsoft.VisualBasic.FileSystem", "depends on a file"),
    ("Microsoft.VisualBasic.VBMath", "depends on a random number"),
    ("Microsoft.VisualBasic.ErrObject", "depends on the last error (Err)"),
    ("Microsoft.VisualBasic.Devices.", "depends on the machine"),
    ("Microsoft.VisualBasic.ApplicationServices.", "depends on the machine"),
)
_BY_MEMBER: Final = {
    "System.DateTime::get_Now": "depends on the time",
    "System.DateTime::get_UtcNow": "depends on the time",
    "System.DateTime::get_Today": "depends on the time",
    "System.DateTimeOffset::get_Now": "depends on the time",
    "System.DateTimeOffset::get_UtcNow": "depends on the time",
    "Microsoft.FSharp.Core.ExtraTopLevelOperators::get_DefaultAsyncBuilder": "depends on an asynchronous computation",
    "Microsoft.VisualBasic.DateAndTime::get_Now": "depends on the time",
    "Microsoft.VisualBasic.DateAndTime::get_Today": "depends on the time",
    "Microsoft.VisualBasic.DateAndTime::get_TimeOfDay": "depends on the time",
    "Microsoft.VisualBasic.DateAndTime::get_Timer": "depends on the time",
    "Microsoft.VisualBasic.Interaction::Environ": "depends on the environment",
    "Microsoft.VisualBasic.Interaction::Command": "depends on the command line",
    "Microsoft.VisualBasic.Interaction::GetSetting": "depends on the registry",
    "Microsoft.VisualBasic.Interaction::InputBox": "depends on what a user enters",
    "Microsoft.VisualBasic.Interaction::MsgBox": "depends on what a user enters",
    "Microsoft.VisualBasic.Information::Err": "depends on the last error (Err)",
    "System.Object::GetHashCode": "depends on the runtime's hash codes",
    f"{NAMESPACE}.Utils::get_ExtensionsDirectory": "depends on the host's extensions directory",
    f"{NAMESPACE}.MAUtils::get_MAFolder": "depends on the host's folder of the connector",
}

#: Types whose methods change nothing that they are handed.
_PURE_TYPES: Final = frozenset(
    f"System.{name}"
    for name in (
        "String",
        "Int16",
        "Int32",
        "Int64",
        "UInt16",
        "UInt32",
        "UInt64",
        "Byte",
        "Boolean",
        "Char",
        "Double",
        "Single",
        "Decimal",
        "Guid",
        "DateTime",
        "DateTimeOffset",
        "TimeSpan",
        "Convert",
        "Math",
        "Type",
        "Enum",
        "StringComparer",
        "Uri",
        "Version",
        "Environment",
        "IO.Path",
        "IO.File",
        "IO.Directory",
        "Console",
        "Diagnostics.Debug",
        "Diagnostics.Trace",
        "Globalization.CultureInfo",
        "Text.Encoding",
        "Text.RegularExpressions.Regex",
        "GC",
    )
)
_PURE_MEMBERS: Final = frozenset(
    {
        "System.Object::ReferenceEquals",
        "System.Object::GetType",
        "System.IDisposable::Dispose",
        "System.Threading.Monitor::Enter",
        "System.Threading.Monitor::Exit",
        "System.GC::SuppressFinalize",
    }
)


def classify(callee: ExternalMethod) -> str | None:
    """What the result of a call depends on, or None when nothing is known of the method."""
    owner = callee.owner.name
    found = _BY_MEMBER.get(f"{owner}::{callee.name}")
    if found is not None:
        return found
    if callee.owner.kind is not ExternalKind.FRAMEWORK:
        return None
    if owner.startswith("System.IO.Path") and callee.name not in (
        "GetTempPath",
        "GetTempFileName",
        "GetRandomFileName",
        "GetFullPath",
    ):
        return None
    if owner.startswith("System.Threading.Tasks.") or owner in ("System.Threading.Monitor", "System.Threading.Interlocked"):
        return None
    return next((reason for prefix, reason in _BY_TYPE if owner == prefix or owner.startswith(prefix)), None)


def is_pure(callee: ExternalMethod) -> bool:
    """Whether a framework call changes nothing that can be reached from its arguments and keeps none of them."""
    owner = callee.owner
    if owner.kind is not ExternalKind.FRAMEWORK:
        return False
    return owner.name in _PURE_TYPES or f"{owner.name}::{callee.name}" in _PURE_MEMBERS
