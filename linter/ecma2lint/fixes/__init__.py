"""Fixes for findings in Python sources; assemblies are never written, their findings carry the line to write.

:data:`FIXERS` says which rule's findings can be fixed, and by what. Nothing here imports libcst: that happens where the first
edit is made (:mod:`ecma2lint.fixes.edits`), so that a run without ``--fix`` or ``--diff`` never pays for it.
"""

from __future__ import annotations

#: Rule id -> ``module:function`` of this package; the function is a :data:`ecma2lint.fixes.model.Fixer`.
FIXERS = {
    "ECMA003": "suppression:remove_unused",
    "ECMA101": "members:correct_name",
    "ECMA102": "members:correct_name",
    "ECMA111": "members:correct_name",
    "ECMA123": "definitions:add_namespace",
    "ECMA127": "definitions:fetch_none_by_name",
    "ECMA201": "capabilities:set_supported",
    "ECMA202": "capabilities:set_supported",
    "ECMA203": "capabilities:set_supported",
    "ECMA204": "capabilities:set_supported",
    "ECMA205": "capabilities:set_supported",
    "ECMA221": "capabilities:correct_property",
    "ECMA303": "capabilities:set_supported",
}
