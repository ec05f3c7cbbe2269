"""Rankings of printed values whose label no language file has, and what they say of layouts that they were not fitted on."""
import re

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from models import FOLDS, rising
from samples import is_right, path

# Those that are often missing where labels are unknown, and whose form and place say much.
RANKED = ("number", "total")
# The inverse strength of the penalty on weights.
PENALTY = 1.0
# From this share of right values on a field's best value is taken: a value that is probably wrong helps nobody.
LEAST = 0.8


class Choice:
    """The candidates of one document's field; `is_needed` where the rules found no value."""

    def __init__(self, document, short):
        self.document, self.issuer, self.is_needed = document, document.issuer, document.is_unlabelled(short)
        name = re.compile(re.escape(path(short)) + r"\[\d+\]=(.*)", re.DOTALL)
        found = [(match[1], weighed) for key, weighed in document.features.items() if (match := name.fullmatch(key))]
        self.features = [weighed for _, weighed in found]
        self.right = [any(is_right(short, value, one) for one in document.accepted(short)) for value, _ in found]


def choices(found, short):
    every = [Choice(document, short) for document in found if document.kind == "invoice" and document.is_known(short)]
    return [choice for choice in every if choice.features]


def table(all_choices):
    names = sorted({name for choice in all_choices for weighed in choice.features for name in weighed})
    rows = [[weighed.get(name, 0) for name in names] for choice in all_choices for weighed in choice.features]
    owners = np.array([number for number, choice in enumerate(all_choices) for _ in choice.features])
    right = np.array([one for choice in all_choices for one in choice.right])
    return names, np.array(rows, dtype=float), right, owners


def regression(columns, right):
    mean, spread = columns.mean(axis=0), columns.std(axis=0)
    spread = np.where(spread < 1e-9, np.inf, spread)
    model = LogisticRegression(C=PENALTY, max_iter=3000).fit((columns - mean) / spread, right)
    return float(model.intercept_[0]), model.coef_[0] / spread, mean


def told(model, columns):
    intercept, weights, mean = model
    return 1 / (1 + np.exp(-(intercept + (columns - mean) @ weights)))


def judged(found, short):
    """For each choice what the ranking tells of its best value, fitted on other issuers, and whether that is right."""
    all_choices = choices(found, short)
    names, columns, right, owners = table(all_choices)
    issuers = np.array([all_choices[owner].issuer for owner in owners])
    best = {}
    for known, unknown in GroupKFold(min(FOLDS, len(set(issuers)))).split(columns, right, issuers):
        for place, probability in zip(unknown, told(regression(columns[known], right[known]), columns[unknown])):
            if probability > best.get(owners[place], (-1,))[0]:
                best[owners[place]] = (float(probability), bool(right[place]))
    return [(choice, *best[number]) for number, choice in enumerate(all_choices)]


def fitted(found):
    """The file of all rankings, and a table of what they are worth. The documents have the values that they find."""
    models = {}
    for short in RANKED:
        results = judged(found, short)
        needed = [result for result in results if result[0].is_needed]
        line = rising([(probability, is_best) for _, probability, is_best in needed])
        shares = np.interp([probability for _, probability, _ in needed], *zip(*line))
        for share, (choice, _, is_best) in zip(shares, needed):
            choice.document.choose(short, float(share) if share >= LEAST else None, is_best)
        taken = [is_best for share, (_, _, is_best) in zip(shares, needed) if share >= LEAST]
        print(f"  ranking of {short:8} without value {len(needed):4}  taken {len(taken):4}  right {sum(taken):4}")
        names, columns, right, _ = table([choice for choice, _, _ in results])
        intercept, weights, mean = regression(columns, right)
        models[path(short)] = {
            "intercept": round(intercept, 4),
            "weights": {name: [round(float(weight), 4), round(float(middle), 4)]
                        for name, weight, middle in zip(names, weights, mean) if abs(weight) > 5e-4},
            "line": line, "least": LEAST,
        }
    return models
