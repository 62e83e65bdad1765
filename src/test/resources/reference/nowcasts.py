# Training compute estimated from what is known of releases, by NumPy and SciPy from the shipped releases, for NowcastsIT.
#   python nowcasts.py > nowcasts.csv        (needs duckdb, numpy, scipy)
# capabilities-index.csv has names and values of the Epoch Capabilities Index of 2026-08-22 (Epoch AI, epoch.ai/benchmarks, CC BY 4.0).
import collections
import csv
import datetime
import itertools
import os
import re

import duckdb
import numpy as np
from scipy import stats

from dates import day

here = os.path.dirname(os.path.abspath(__file__))
file = os.path.join(here, "../../../../data/releases/vintage=2026-08-19/releases.parquet")
rows = duckdb.sql(
    f"""select model, published_on, date_precision, organizations[1], base_model, coalesce(domains, []),
        training_compute_flop, parameters, dataset_size, hardware_quantity, training_time_hours
        from '{file}'"""
).fetchall()
metrics = ["parameters", "dataset_size", "hardware_quantity", "training_time"]
imputed = [
    "AlphaGo Master", "Claude 2", "Claude 3 Opus", "Claude 3.5 Sonnet", "Gemini 1.0 Pro", "Gemini 1.0 Ultra", "Gemini 1.5 Pro",
    "GLM-4-Plus", "GPT-3.5", "GPT-4 Turbo", "GPT-4.5", "GPT-4o", "GPT-4o mini", "Grok-1", "Inflection-2", "Mistral Large 2",
]


def folded(name):
    return tuple(re.sub(r"(\.0+)+$", "", word) for word in re.findall(r"\d+(?:\.\d+)*|[^\W\d_]+|[+&]", name.lower()))


index = {}
with open(os.path.join(here, "capabilities-index.csv"), encoding="utf-8") as source:
    for line in csv.DictReader(source):
        if line["eci"]:
            name = folded(line["Model"])
            index[name] = max(index.get(name, -np.inf), float(line["eci"]))
imputed = {folded(name) for name in imputed}

Release = collections.namedtuple("Release", "name day organization derivative domains compute values")


def release(row):
    date = min(day(row[1], row[2]), datetime.date(2026, 8, 19))
    values = [np.log10(value) if value else None for value in row[7:11]] + [index.get(folded(row[0]))]
    compute = np.log10(row[6]) if row[6] else None
    domains = {domain.lower() for domain in row[5]}
    return Release(row[0], date, (row[3] or "release " + row[0]).lower(), row[4] is not None, domains, compute, values)


releases = [release(row) for row in rows]
known = [each for each in releases if each.compute is not None]
ranked = [each for each in known if not each.derivative]
frontier = {
    each.name
    for each in ranked
    if sum(other.compute > each.compute and other.day <= each.day for other in ranked) < 10
}
era = lambda each: "pre-deep-learning" if each.day < datetime.date(2010, 1, 1) else "deep-learning"
years = lambda each: (each.day - datetime.date(2000, 1, 1)).days / 365.25


def row(each, features, domains):
    return [1, years(each)] + [each.values[i] for i in features] + [float(domain in each.domains) for domain in domains]


def fit(X, y):
    b, *_ = np.linalg.lstsq(X, y, rcond=None)
    df = len(y) - X.shape[1]
    return b, np.sqrt(((y - X @ b) ** 2).sum() / df), df, np.linalg.inv(X.T @ X)


def regression(members, features, domains):
    """Fit to all, and left-out errors and how many are inside; None where columns depend on one another without a cluster."""
    X = np.array([row(each, features, domains) for each in members])
    y = np.array([each.compute for each in members])
    cluster = np.array([each.organization for each in members])
    errors, inside = np.zeros(len(y)), 0
    for g in np.unique(cluster):
        out = cluster == g
        if np.linalg.matrix_rank(X[~out]) < X.shape[1]:
            return None
        b, sd, df, inverse = fit(X[~out], y[~out])
        errors[out] = y[out] - X[out] @ b
        width = stats.t.ppf(0.9, df) * sd * np.sqrt(1 + np.einsum("ij,jk,ik->i", X[out], inverse, X[out]))
        inside += int((abs(errors[out]) <= width).sum())
    return fit(X, y), errors, inside


print("era,features,n,organizations,sd,rmse,inside,p,frontier,model,estimate,low80,high80,low95,high95")
models = {}
sets = [s for size in range(6) for s in itertools.combinations(range(5), size)]
for span in ["deep-learning", "pre-deep-learning"]:
    for features in sets:
        members = [
            each
            for each in known
            if era(each) == span
            and all(each.values[i] is not None for i in features)
            and not (4 in features and folded(each.name) in imputed)
        ]
        if len(members) < 30:
            continue
        counts = collections.Counter(domain for each in members for domain in each.domains)
        domains = sorted(d for d, count in counts.items() if count >= 10 and len(members) - count >= 10)
        domains.sort(key=lambda domain: -counts[domain])
        while (found := regression(members, features, domains)) is None:
            domains.pop()
        models[span, features] = (members, domains, found)
shown = set()
for each in sorted(releases, key=lambda each: each.name):
    if each.compute is not None:
        continue
    for ahead in [False, True]:
        has = [i for i in range(5 if ahead else 4) if each.values[i] is not None]
        if ahead and 4 not in has:
            continue
        fits = [
            (features, np.sqrt(np.mean(np.square(found[1]))))
            for (span, features), (_, _, found) in models.items()
            if span == era(each) and set(features) <= set(has) and (4 in features) == ahead
        ]
        size = max(len(features) for features, _ in fits)
        features = min((rmse, features) for features, rmse in fits if len(features) == size)[1]
        if (era(each), features) in shown:
            continue
        shown.add((era(each), features))
        members, domains, ((b, sd, df, inverse), errors, inside) = models[era(each), features]
        x = np.array(row(each, features, domains))
        width = sd * np.sqrt(1 + x @ inverse @ x)
        top = [error for error, member in zip(errors, members) if member.name in frontier]
        estimate = x @ b
        cells = [
            era(each), "+".join(["date", "domain"] + [(metrics + ["benchmark_index"])[i] for i in features]),
            len(members), len({member.organization for member in members}), sd, np.sqrt(np.mean(np.square(errors))), inside,
            stats.binomtest(inside, len(members), 0.8).pvalue, np.mean(top), each.name, estimate,
        ]
        for level in [0.9, 0.975]:
            t = stats.t.ppf(level, df)
            cells += [estimate - t * width, estimate + t * width]
        print(",".join(str(cell) for cell in cells))
