"""``ecma2lint profiles``: the profiles, and the controls of one."""

from __future__ import annotations

import argparse

from ecma2lint.cli.common import emit
from ecma2lint.exit_status import ExitStatus
from ecma2lint.packs import load_packs
from ecma2lint.profiles import DEFAULT_PROFILE, load_profile, profile_ids


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``profiles``."""
    parser.add_argument("profile", nargs="?", metavar="PROFILE", help="show the controls of this profile")


def execute(options: argparse.Namespace) -> ExitStatus:
    """List the profiles, or the controls of one."""
    packs = load_packs()
    if options.profile:
        profile = load_profile(options.profile, packs.profile_folders)
        emit(f"{profile.id}: {profile.title}\n{profile.host}, {profile.date}\n{profile.source}\n\n")
        width = max(len(control.id) for control in profile.controls)
        for control in profile.controls:
            emit(f"{control.id:{width}}  {control.support}: {control.comment}\n")
            emit(f"{'':{width}}  {control.severity.value}; rules: {', '.join(control.rules) or 'none'}\n")
        return ExitStatus.OK
    for name in profile_ids(packs.profile_folders):
        profile = load_profile(name, packs.profile_folders)
        default = " (default)" if name == DEFAULT_PROFILE else ""
        emit(f"{name}{default}\n    {profile.title}\n    {profile.host}, {profile.date}\n")
    return ExitStatus.OK
