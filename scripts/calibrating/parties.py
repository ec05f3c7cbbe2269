"""What tells supplier from customer among the names and addresses of a document, and how often that is right of issuers that it
was not fitted on."""
import re

import numpy as np
from scipy.optimize import minimize
from sklearn.model_selection import GroupKFold

from models import FOLDS, weights
from samples import is_right

ROLES = ("supplier", "customer")
# Of PartyPair.swift.
RELATIONS = ("beside", "customerBelow", "customerLeft", "otherPage")
# What is known before any document: how a letter is set, in logits for the supplier and for the customer. Documents move these
# weights, the strength of the penalty says how reluctantly.
PRIOR = {
    "customerHeading": (0, 5), "supplierHeadingAbove": (5, 0), "supplierHeadingBelow": (2, 0), "shipHeading": (-2, -1),
    "otherHeading": (-1.5, -3), "senderLine": (2, 0), "pageTop": (1.5, 0), "firstAddress": (1, -1), "form": (0, 1.5),
    "person": (-1, 1.5), "underSenderLine": (-1, 2.5), "pageFoot": (1.5, 0), "addressWindow": (0, 1.3), "contact": (1.3, -0.4),
    "lowerHalf": (0, -2), "laterPage": (-0.5, -1), "name": (0.4, 0.4), "address": (0.6, 0.6), "webName": (2, 0),
    "taxId": (1, 0), "accountHolder": (2, -1), "plain": (-1.5, 1.5), "letterhead": (2.5, 0), "namedInHead": (2, -1),
    "twice": (0.8, 0),
}
PENALTY = 6.0
# What a drawn document counts: there are many, and one program drew them.
DRAWN = 0.5
MOST_STEPS = 100
PARTY = re.compile(r"party\[(\d+)\]=([^\n]*)\n(.*)", re.DOTALL)


class Choice:
    """The candidates of one document, and which pairs of them are right; the last of both is that there is none."""

    def __init__(self, document, names):
        found = sorted((int(match[1]), match[2], match[3], weighed) for key, weighed in document.features.items()
                       if (match := PARTY.fullmatch(key)))
        self.document, self.count = document, len(found)
        self.evidence = np.array([[weighed.get(name, 0) for name in names] for *_, weighed in found]).reshape(-1, len(names))
        self.relations = np.zeros((self.count + 1, self.count + 1, len(RELATIONS)))
        self.possible = np.ones((self.count + 1, self.count + 1), dtype=bool)
        for number, *_, weighed in found:
            if weighed.get("barred"):
                self.possible[:, number] = False
            self.possible[number, number] = False
            for other in range(self.count):
                self.possible[number, other] &= not weighed.get(f"same[{other}]")
                for place, relation in enumerate(RELATIONS):
                    self.relations[number, other, place] = weighed.get(f"{relation}[{other}]", 0)
        rows, columns = (self.right(role, found) for role in ROLES)
        self.is_right = np.outer(rows, columns) & self.possible

    def right(self, role, found):
        """The candidates that are the role's; all where none is, since another rule may find it; none where there is none."""
        wanted = [f"{role}.{part}" for part in ("name", "address")]
        if not any(self.document.accepted(short) for short in wanted):
            known = all(self.document.is_known(short) for short in wanted)
            return np.array([not known] * self.count + [True])
        matches = np.array([[any(is_right(short, value, one) for one in self.document.accepted(short)) for short, value
                             in zip(wanted, texts)] for _, *texts, _ in found] + [[False, False]]).sum(axis=1)
        return matches == matches.max() if matches.max() else np.ones(self.count + 1, dtype=bool)

    def scores(self, solution):
        size = self.evidence.shape[1]
        supplier, customer = (np.append(self.evidence @ part, 0) for part in (solution[:size], solution[size:2 * size]))
        return np.where(self.possible, supplier[:, None] + customer + self.relations @ solution[2 * size:], -1e9)

    def is_chosen_right(self, solution):
        scores = self.scores(solution)
        return bool(self.is_right[np.unravel_index(scores.argmax(), scores.shape)])

    def add(self, solution, gradient, weight):
        """Its loss, with the gradient added: the share of right pairs among all possible ones."""
        scores = self.scores(solution)
        shares = np.exp(scores - scores.max())
        right = shares * self.is_right
        whole, rightly = shares.sum(), right.sum()
        difference = weight * (shares / whole - right / rightly)
        size = self.evidence.shape[1]
        gradient[:size] += difference.sum(axis=1)[:-1] @ self.evidence
        gradient[size:2 * size] += difference.sum(axis=0)[:-1] @ self.evidence
        gradient[2 * size:] += np.tensordot(difference, self.relations, axes=([0, 1], [0, 1]))
        return weight * (np.log(whole) - np.log(rightly))


def choices(found):
    names = sorted({name for document in found for key, weighed in document.features.items() if key.startswith("party[")
                    for name in weighed if "[" not in name and name != "barred"})
    every = [Choice(document, names) for document in found if document.kind == "invoice"]
    # Where all is right or nothing, nothing is to be learnt.
    return names, [choice for choice in every if choice.count and choice.is_right.any()
                   and not choice.is_right[choice.possible].all()]


def prior(names):
    return np.array([PRIOR.get(name, (0, 0))[role] for role in (0, 1) for name in names] + [0] * len(RELATIONS), dtype=float)


def solved(all_choices, shares, names):
    known = prior(names)

    def loss(solution):
        difference = solution - known
        gradient, value = 2 * PENALTY * difference, PENALTY * (difference ** 2).sum()
        for choice, share in zip(all_choices, shares):
            value += choice.add(solution, gradient, share)
        return value, gradient

    return minimize(loss, known.copy(), jac=True, method="L-BFGS-B", options={"maxiter": MOST_STEPS}).x


def fitted(found):
    """The file, and a line of how often both parties are right, out of fold by issuer."""
    names, every = choices(found)
    shares = weights([choice.document for choice in every])
    shares *= [DRAWN if choice.document.group.startswith("drawn") else 1 for choice in every]
    issuers = [choice.document.issuer for choice in every]
    groups = {}
    for known, unknown in GroupKFold(min(FOLDS, len(set(issuers)))).split(shares, shares, issuers):
        solution = solved([every[place] for place in known], shares[known], names)
        for place in unknown:
            groups.setdefault(every[place].document.group, []).append(every[place].is_chosen_right(solution))
    print("  parties  " + "  ".join(f"{group} {sum(right)} of {len(right)}" for group, right in sorted(groups.items())))
    return written(names, solved(every, shares, names))


def written(names, solution):
    rounded = [round(float(weight), 3) for weight in solution]
    size = len(names)
    return {"supplier": dict(zip(names, rounded[:size])), "customer": dict(zip(names, rounded[size:2 * size])),
            "pair": dict(zip(RELATIONS, rounded[2 * size:]))}
