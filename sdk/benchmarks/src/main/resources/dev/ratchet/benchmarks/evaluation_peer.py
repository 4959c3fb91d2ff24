# The peer of EvaluationSpeed: scikit-learn and numpy on the same rows. Reads a word a line, does that work, writes the result.
import sys

import numpy
from sklearn.metrics import roc_auc_score

rows = int(sys.argv[2])
raw = numpy.fromfile(sys.argv[1], dtype=">f8").reshape(3, rows)
labels = raw[0].astype(numpy.int64)
scores = raw[1:].copy()
scores = scores.astype(numpy.float64)
random = numpy.random.default_rng(42)


def midranks(values):
    order = numpy.argsort(values, kind="stable")
    ordered = values[order]
    starts = numpy.flatnonzero(numpy.r_[True, ordered[1:] != ordered[:-1]])
    ends = numpy.r_[starts[1:], len(values)]
    ranks = numpy.empty(len(values))
    ranks[order] = numpy.repeat((starts + ends + 1) / 2, ends - starts)
    return ranks


def delong():
    positive = labels == 1
    ones, zeros = positive.sum(), (~positive).sum()
    of_positives, of_negatives = [], []
    for own in scores:
        together = midranks(own)
        of_positives.append((together[positive] - midranks(own[positive])) / zeros)
        of_negatives.append(1 - (together[~positive] - midranks(own[~positive])) / ones)
    covariance = numpy.cov(of_positives) / ones + numpy.cov(of_negatives) / zeros
    return covariance[0, 0] + covariance[1, 1] - 2 * covariance[0, 1]


def resample():
    drawn = random.integers(0, rows, rows)
    return roc_auc_score(labels[drawn], scores[0][drawn]) - roc_auc_score(labels[drawn], scores[1][drawn])


work = {"auc": lambda: roc_auc_score(labels, scores[0]), "delong": delong, "resample": resample}
print("ready", flush=True)
for line in sys.stdin:
    print(repr(float(work[line.strip()]())), flush=True)
