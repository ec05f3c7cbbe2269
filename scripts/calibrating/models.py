"""Logistic regressions with bounded weights over what the program weighed, and what they say of issuers that they were not fitted on."""
import math
from collections import Counter

import numpy as np
from scipy.optimize import minimize
from sklearn.model_selection import GroupKFold

from directions import sign
from samples import CORE, FIELDS, NEEDLESS, OVERALL, path

KINDS = ("invoice", "receipt")
FOLDS = 10
# Inverse strengths of the penalty on weights: few documents, many features; the document's model has few.
PENALTY, OVERALL_PENALTY = 0.2, 5.0
# A kind of document with fewer values of a field is fitted together with the other kind.
FEWEST = 40
# What a document counts whose labels were changed.
ALTERED = 0.5
# Logits of a main value that is missing.
LACKING = -12.0
# Some invoices print no currency.
LACKED = {"missing." + path(short)[len("invoice."):] for short in CORE if short != "currency"}
# As if so many wrong and right values that are as usual had been seen besides: no model is certain.
DOUBT = (0.5, 0.5)
# The logit of 0.998: what OverallConfidence.swift takes for certain.
HIGHEST_LOGIT = 6.2


class Model:
    """`names` are the features, in the order of the columns of `fit`."""

    def __init__(self, names, field):
        self.names, self.penalty = names, OVERALL_PENALTY if field == OVERALL else PENALTY

    def fit(self, columns, right, weights):
        # A document that lacks a main value is not right, however seldom that is; the rest is fitted without it.
        lacking = np.array([name in LACKED for name in self.names])
        whole = ~columns[:, lacking].any(axis=1)
        columns, right, weights = columns[whole], right[whole], weights[whole]
        self.mean, spread = columns.mean(axis=0), columns.std(axis=0)
        self.spread = np.where(spread < 1e-9, np.inf, spread)
        scaled = np.vstack([(columns - self.mean) / self.spread, np.zeros((2, columns.shape[1]))])
        right, weights = np.append(right, [0, 1]), np.append(weights, DOUBT)
        solved = minimize(loss, np.zeros(scaled.shape[1] + 1), (scaled, right, weights, self.penalty), jac=True,
                          method="L-BFGS-B", bounds=[(None, None)] + [bounds(name) for name in self.names])
        self.intercept, self.weights = solved.x[0], solved.x[1:] / self.spread
        self.weights[lacking] = LACKING
        return self

    def probability(self, columns):
        return 1 / (1 + np.exp(-(self.intercept + (columns - self.mean) @ self.weights)))

    def json(self):
        weights = {name: [round(float(weight), 4), round(float(mean), 4)]
                   for name, weight, mean in zip(self.names, self.weights, self.mean) if abs(weight) > 5e-4}
        return {"intercept": round(float(self.intercept), 4), "weights": weights}


def loss(solution, scaled, right, weights, penalty):
    """The weighted logistic loss with the penalty on weights, and its gradient."""
    logits = solution[0] + scaled @ solution[1:]
    errors = weights * (1 / (1 + np.exp(-logits)) - right)
    value = (weights * (np.logaddexp(0, logits) - right * logits)).sum() + (solution[1:] ** 2).sum() / (2 * penalty)
    return value, np.append(errors.sum(), scaled.T @ errors + solution[1:] / penalty)


def bounds(name):
    """Of the weight: what can only speak for a value never speaks against it."""
    return {1: (0, None), -1: (None, 0), 0: (None, None)}[sign(name)]


def features(document, field):
    weighed = dict(document.features.get(field) or {})
    if field != OVERALL:
        return weighed
    # The five confidences as they are for an issuer that is not known.
    least, product = HIGHEST_LOGIT, 1.0
    for short in CORE:
        if document.is_receipt and short in NEEDLESS and document.confidence.get(path(short)) is None:
            weighed["confidence." + path(short)[len("invoice."):]] = HIGHEST_LOGIT
            weighed["missing." + path(short)[len("invoice."):]] = 0
            continue
        confidence = document.confidence.get(path(short))
        if confidence is not None:
            weighed["confidence." + path(short)[len("invoice."):]] = logit(confidence)
            weighed["missing." + path(short)[len("invoice."):]] = 0
            least, product = min(least, logit(confidence)), product * confidence
        elif weighed.get("missing." + path(short)[len("invoice."):]):
            least = -HIGHEST_LOGIT
    weighed["leastConfidence"], weighed["product"] = least, logit(product)
    # Hardly a slip is born digital: what its source says would be chance.
    weighed = {name: value for name, value in weighed.items() if name not in ("isRecognised", "isReceipt", "hasItems")}
    return weighed


def logit(confidence):
    bounded = min(max(confidence, 0.001), 0.999)
    return min(max(math.log(bounded / (1 - bounded)), -HIGHEST_LOGIT), HIGHEST_LOGIT)


def table(documents, field):
    """Names of the features, their values, whether each is right, weights by issuer, issuers."""
    rows = [features(document, field) for document in documents]
    names = sorted({name for row in rows for name in row})
    right = np.array([document.label(field) for document in documents], dtype=float)
    columns = np.array([[row.get(name, 0) for name in names] for row in rows], dtype=float)
    return names, columns, right, weights(documents), [document.issuer for document in documents]


def kinds(found, field):
    """The documents that each kind's model is fitted on."""
    known = [document for document in found if document.label(field) is not None and field not in document.ranked]
    by_kind = {kind: [document for document in known if document.kind == kind] for kind in KINDS}
    return {kind: documents if len(documents) >= FEWEST else known for kind, documents in by_kind.items() if documents}


def fitted(found, field):
    models = {}
    for kind, documents in kinds(found, field).items():
        names, columns, right, shares, _ = table(documents, field)
        models[kind] = Model(names, field).fit(columns, right, shares).json()
    return models


def judged(found):
    """Gives each document the confidences that models of other issuers tell."""
    for document in found:
        document.confidence.update(document.ranked)
    for field in FIELDS + [OVERALL]:
        for kind, documents in kinds(found, field).items():
            names, columns, right, shares, issuers = table(documents, field)
            splits = GroupKFold(min(FOLDS, len(set(issuers)))).split(columns, right, issuers)
            for known, unknown in splits:
                model = Model(names, field).fit(columns[known], right[known], shares[known])
                for place, confidence in zip(unknown, model.probability(columns[unknown])):
                    if field == OVERALL or documents[place].kind == kind:
                        documents[place].confidence[field] = float(confidence)
                        if field == OVERALL:
                            documents[place].told = float(confidence)
    levelled(found)


def levelled(every):
    """Puts the documents' overall confidences on a line that was fitted on other issuers, of their kind."""
    for kind in KINDS:
        if found := [document for document in every if document.kind == kind]:
            level(found)


def level(found):
    told = np.array([document.told for document in found])
    points = levelled_points(found)
    issuers = [document.issuer for document in found]
    for known, unknown in GroupKFold(min(FOLDS, len(set(issuers)))).split(told, told, issuers):
        line = reaching([points[place] for place in known])
        for place in unknown:
            found[place].confidence[OVERALL] = float(np.interp(told[place], *zip(*line)))


def levelled_points(found):
    """What was told of each document, whether it is right, and its weight."""
    return [(document.told, document.is_core_right, weight) for document, weight in zip(found, weights(found))]


def weights(documents):
    """Documents of an issuer share one weight, and what is altered counts less: labels are seldom as unknown."""
    counts = Counter(document.issuer for document in documents)
    shares = np.array([counts[document.issuer] ** -0.5 * (ALTERED if document.is_altered else 1) for document in documents])
    return shares * len(shares) / shares.sum()


def rising(points, most=20):
    """A rising line through [raw, share] of (raw, right) or (raw, right, weight): neighbours that fall are pooled, and each
    step counts a part of a wrong value more than was seen."""
    blocks = []
    for value, right, *weight in sorted(points):
        weight = weight[0] if weight else 1
        blocks.append([value * weight, right * weight, weight])
        while len(blocks) > 1 and blocks[-2][1] / blocks[-2][2] >= blocks[-1][1] / blocks[-1][2]:
            last = blocks.pop()
            blocks[-1] = [one + other for one, other in zip(blocks[-1], last)]
    share = sum(right for _, right, _ in blocks) / sum(count for _, _, count in blocks)
    whole = [[round(total / count, 4), round((right + 2 * share) / (count + 2.5), 4)] for total, right, count in blocks]
    line = [[value, max(share for _, share in whole[: index + 1])] for index, (value, _) in enumerate(whole)]
    step = (len(line) - 1) / (most - 1)
    return line if len(line) <= most else [line[round(index * step)] for index in range(most)]


SURE = 0.9


def reaching(points, most=30):
    """A rising line through [raw, confidence] of (raw, right, weight). Below SURE it is the share that is right of what is told
    so much; from there on the share of all that is told at least so much, which is what a threshold promises. Of the latter,
    half a wrong one more is counted than was seen."""
    local = rising(points, most)
    share = sum(right * weight for _, right, weight in points) / sum(weight for *_, weight in points)
    reached, right, count = [], 0, 0
    for told, is_right, weight in sorted(points, reverse=True):
        right, count = right + is_right * weight, count + weight
        reached.insert(0, [round(told, 4), round((right + share) / (count + 1.5), 4)])
    sure = next((told for told, confidence in local if confidence >= SURE), 1)
    upper = [[told, max(confidence for _, confidence in reached[: index + 1])]
             for index, (told, _) in enumerate(reached) if told >= sure]
    step = max(1, (len(upper) - 1) / (most - 1))
    thinned = [upper[round(index * step)] for index in range(min(most, len(upper)))]
    return [point for point in local if point[0] < sure] + thinned


def field_line(found):
    """Over the raw score of all fields, for fields of which no truth is known."""
    return rising([(raw(document.features[field]), bool(document.label(field)))
                   for document in found for field in FIELDS
                   if document.label(field) is not None and field not in document.ranked])


def overall(found):
    """The document's models by kind, with the line over what they tell of issuers that they were not fitted on."""
    return {kind: {**model, "line": reaching(levelled_points([document for document in found if document.kind == kind]))}
            for kind, model in fitted(found, OVERALL).items()}


def raw(weighed):
    """As Calibration.swift has it."""
    score = max(weighed.get("score", 0), 0)
    return score / (score + 2) * (0.4 + 0.6 * weighed.get("clarity", 1))
