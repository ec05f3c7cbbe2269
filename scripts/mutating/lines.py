"""The list of lines, ordered so that breaking them rebuilds as little as possible."""

from . import accounts, fences, limits, policies, rights, sums, suppliers
from .tree import ROOT

KINDS = {
    "accounts": accounts.LINES, "rights": rights.LINES, "fences": fences.LINES, "policies": policies.LINES,
    "limits": limits.LINES, "sums": sums.LINES, "suppliers": suppliers.LINES,
}


def chosen(kinds):
    """The lines of these kinds, of all without one; those of a module, and of a file, one after the other."""
    lines = [line for kind in kinds or KINDS for line in KINDS[kind]]
    return sorted(lines, key=lambda line: (line.module(ROOT), line.file))


def faults():
    """What is wrong with the list itself, a sentence each."""
    lines, found = chosen([]), []
    for line in lines:
        places = line.places(ROOT)
        if len(places) != 1:
            found.append(f"{line.file}: {len(places)} times instead of once: {line.text}")
        if line.broken == line.text:
            found.append(f"{line.file}: is not broken: {line.text}")
    keys = [line.key for line in lines]
    found += [f"listed twice: {key}" for key in sorted(set(keys)) if keys.count(key) > 1]
    return found
