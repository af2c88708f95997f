"""Writes metrics.txt: scikit-learn's values of the metrics, one `case name value …` a line.

Run with scikit-learn 1.9 and NumPy 2: python3 metrics.py > metrics.txt

The inputs are drawn by NumPy's legacy generator, which the Swift test draws from as well.
"""
import warnings

import numpy as np
from sklearn import metrics

warnings.filterwarnings("ignore")


def line(case, name, values):
    print(case, name, *(repr(float(v)) for v in np.atleast_1d(values)))


def classes(case, seed, count, labels, omitted=()):
    """Labels and predictions of `labels` classes; those in `omitted` become class 0."""
    r = np.random.RandomState(seed)
    y = (r.rand(count) * labels).astype(int)
    p = np.where(r.rand(count) < 0.5, y, (r.rand(count) * labels).astype(int))
    for c in omitted:
        p[p == c] = 0
    if len(omitted) > 1:
        y[y == omitted[1]] = 0
    precision, recall, f1, _ = metrics.precision_recall_fscore_support(
        y, p, labels=range(labels), zero_division=0)
    line(case, "precision", precision)
    line(case, "recall", recall)
    line(case, "f1", f1)
    line(case, "macro", metrics.precision_recall_fscore_support(
        y, p, average="macro", zero_division=0)[:3])


def curve(case, seed, count, levels):
    """Scores on `levels` levels, or distinct ones for 0."""
    r = np.random.RandomState(seed)
    s = r.rand(count)
    y = r.rand(count) < 0.25 + 0.5 * s
    if levels:
        s = np.floor(s * levels) / levels
    fpr, tpr, thresholds = metrics.roc_curve(y, s)
    line(case, "fpr", fpr)
    line(case, "tpr", tpr)
    line(case, "thresholds", thresholds)
    line(case, "auc", metrics.roc_auc_score(y, s))


def many(case, seed, count, labels, levels):
    r = np.random.RandomState(seed)
    raw = r.rand(labels, count)
    y = (r.rand(count) * labels).astype(int)
    raw[y, np.arange(count)] += 0.4
    if levels:
        raw = np.floor(raw * levels) / levels
    # The area needs probabilities; a class's ranking among the examples is that of its scores as given.
    areas = [metrics.roc_auc_score(y == c, raw[c]) for c in range(labels)]
    line(case, "auc", np.mean(areas))
    if not levels:
        for k in (1, 2, 3):
            line(case, f"top{k}", metrics.top_k_accuracy_score(y, raw.T, k=k))


def regression(case, seed, outputs, count):
    r = np.random.RandomState(seed)
    y = r.randn(outputs, count)
    a = y + 0.5 * r.randn(outputs, count)
    if outputs > 2:
        y[2] = 1.5
    line(case, "mse", metrics.mean_squared_error(y.T, a.T))
    line(case, "mae", metrics.mean_absolute_error(y.T, a.T))
    line(case, "r2", metrics.r2_score(y.T, a.T))


classes("two", 1, 40, 2)
classes("three", 2, 60, 3)
classes("unpredicted", 3, 50, 4, omitted=(2,))
classes("absent", 4, 50, 5, omitted=(1, 3))
curve("distinct", 5, 30, 0)
curve("tied", 6, 60, 6)
curve("level", 7, 12, 1)
many("ovr", 8, 80, 4, 0)
many("ovrtied", 9, 80, 3, 5)
regression("one", 10, 1, 30)
regression("several", 11, 3, 25)
