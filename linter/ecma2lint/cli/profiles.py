"""``ecma2lint profiles``: the profiles, and the controls of one."""

from __future__ import annotations

import argparse

from ecma2lint.cli.common import add_settings_arguments, emit, settings_of
from ecma2lint.exit_status import ExitStatus
from ecma2lint.planning import packs_of
from ecma2lint.profiles import load_profile, profile_ids

EXAMPLES = """examples:
  ecma2lint profiles                        every profile, with host and date
  ecma2lint profiles entra-agent-2025-04    the controls of one
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``profiles``."""
    parser.add_argument("shown", nargs="?", metavar="PROFILE", help="show the controls of this profile")
    add_settings_arguments(parser)
    parser.epilog = EXAMPLES


def execute(options: argparse.Namespace) -> ExitStatus:
    """List the profiles, or the controls of one.

    Raises:
        FaultError: when settings, packs or a profile are faulty.
    """
    settings = settings_of(options)
    packs = packs_of(settings)
    if options.shown:
        profile = load_profile(options.shown, packs.profile_folders)
        emit(f"{profile.id}: {profile.title}\n{profile.host}, {profile.date}\n{profile.source}\n\n")
        width = max(len(control.id) for control in profile.controls)
        for control in profile.controls:
            mandatory = "; mandatory" if control.id in profile.mandatory else ""
            emit(f"{control.id:{width}}  {control.support}: {control.comment}\n")
            emit(f"{'':{width}}  {control.severity.value}; rules: {', '.join(control.rules) or 'none'}{mandatory}\n")
        return ExitStatus.OK
    for name in profile_ids(packs.profile_folders):
        profile = load_profile(name, packs.profile_folders)
        default = " (in use)" if name == settings.profile else ""
        emit(f"{name}{default}\n    {profile.title}\n    {profile.host}, {profile.date}\n")
    return ExitStatus.OK
