"""How much each rule weighs in each profile, decided by hand: a rule without a decision fails here.

``E``, ``W``, ``I`` and ``-`` (off), for the page of 2023, the page of 2024 and later, and the synchronization service. What the
pages demand weighs what they say; what the contract itself refuses is an error everywhere; what is only inferred is at most a
warning; what only the provisioning agent does not support is off in the service.
"""

from __future__ import annotations

import pytest

import ecma2lint_rules
from ecma2lint.profiles import load_profile
from ecma2lint.rule import Backing, Rule
from ecma2lint.verdicts import Severity
from expectations import packs

PROFILES = ("azuread-agent-2023-06", "entra-agent-2025-04", "mim-2016")
LETTERS = {Severity.ERROR: "E", Severity.WARNING: "W", Severity.INFO: "I", None: "-"}

DECIDED = """
suppression-without-reason         W W W
unknown-suppression                W W W
unused-suppression                 W W W
unused-waiver                      W W W
mandatory-suppression              E E E
expiring-waiver                    I I I
non-public-member                  E W -
prefixed-member                    E W -
no-loadable-class                  E E E
ambiguous-class                    E E E
missing-get-schema                 E E E
no-export                          E E -
no-import                          W W -
legacy-interface                   E E E
no-capabilities                    W W W
merged-contract                    E E E
missing-member                     E E E
wrong-arity                        E E E
async-member                       E E E
no-namespace                       E E E
python-mixin-base                  E E E
repeated-namespace                 E E E
duplicate-clr-name                 E E E
enum-none                          E E E
assigned-after-class               W W W
init-state                         W W W
export-not-implemented             E E W
unimplemented-mandatory-member     E E E
unimplemented-member               W W W
rules-extension                    W W I
hierarchy-without-partitions       W W W
both-capabilities-interfaces       I I I
only-extended-parameters           W W W
export-password-in-first-pass      E E -
full-export                        E I -
normalizations                     E I -
concurrent-operation               I I -
delete-add-as-replace              I I -
object-rename                      W W -
rename-without-dn                  W W W
dn-as-anchor                       W W -
ldap-only-capability               W W W
declared-not-implemented           E E I
implemented-not-declared           E E W
password-not-implemented           W W W
undefined-capability-value         E E E
export-type-not-set                I I I
no-reference-values-in-first-export I I -
object-confirmation                I I -
shared-capabilities                I I I
delta-import-ignored               W W W
value-changes-ignored              W W W
misspelt-capability                E E E
capabilities-keyword-arguments     E E E
wrong-capability-type              E E E
int-for-enum                       E E E
several-object-types               E E -
several-partitions                 E E -
hierarchy                          E I -
group-object-type                  W W -
locked-without-anchor              E E E
no-anchor                          W W -
several-anchors                    E E -
refused-attribute-type             E E E
binary-anchor                      W W -
multi-valued-attribute             W W -
reference-attribute                W W -
binary-attribute                   W W -
attribute-name-character           E E -
conflicting-attribute-definition   E E E
duplicate-key                      E E E
case-variant-name                  W W W
undefined-attribute-type           W W W
empty-schema-name                  E E E
type-without-attributes            E E E
export-only-anchor                 W W I
set-read-only                      W W W
unstable-partition-identifier      W W W
partition-without-dn               W W W
partitions-without-ldap            W W W
null-entries-result                E E E
null-result                        W W W
null-csentries                     W W W
endless-import                     W W W
invalid-page-size                  W W W
unlimited-page-size                I I I
object-modification-type           E E E
change-not-allowed                 E E E
incompatible-value                 E E E
foreign-result-identifier          E E E
engine-only-call                   E E -
change-kind-ignored                W W W
plain-text-secret                  W W W
wrong-parameter-read               E E E
secret-default                     E E E
secret-literal                     W W W
duplicate-parameter                E E E
unnamed-parameter                  E E E
invalid-validation                 W W W
undefined-parameter                E E E
null-parameter-list                W W W
unread-parameter                   I I I
page-compared-with-number          W W W
"""
TABLE = {name: tuple(letters) for name, *letters in (line.split() for line in DECIDED.strip().splitlines())}


def test_every_rule_is_decided_and_no_other() -> None:
    """The table lists the rules of the pack, one by one."""
    assert set(TABLE) == {rule.name for rule in packs().rules}
    assert all(len(letters) == len(PROFILES) for letters in TABLE.values())


@pytest.mark.parametrize("rule", packs().rules, ids=lambda rule: rule.name)
def test_rule_weighs_what_was_decided(rule: Rule) -> None:
    """Each profile gives the rule the severity of the table; an inferred rule is an error in none."""
    found = []
    for name in PROFILES:
        profile = load_profile(name, (ecma2lint_rules.PROFILES,))
        found.append(LETTERS[profile.severity_of(rule.id, rule.severity)])
    assert tuple(found) == TABLE[rule.name]
    assert rule.backing is not Backing.INFERRED or "E" not in found
