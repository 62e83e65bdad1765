# What training runs take, by NumPy and SciPy from the shipped releases, for ResourcesIT: prints resources.csv.
#   python resources.py > resources.csv        (needs duckdb, numpy, scipy)
import os

import duckdb
import numpy as np
from scipy import stats

from dates import day
from leftout import fit, left_out, margin

here = os.path.dirname(os.path.abspath(__file__))
file = os.path.join(here, "../../../../data/releases/vintage=2026-08-19/releases.parquet")
rows = duckdb.sql(
    f"""select model, published_on, date_precision, organizations[1], base_model,
        training_compute_flop, training_cost_usd, training_cost_cloud_usd, training_cost_acquisition_usd,
        training_power_watts, training_time_hours, training_power_watts * training_time_hours / 1000, confidence
        from '{file}' where training_compute_flop > 0"""
).fetchall()
rows = [r for r in rows if r[12] not in ("UNVERIFIED", "WRONG")]


rows.sort(key=lambda row: day(row[1], row[2]))
records = []
largest = 0
for row in rows:
    if row[4] is None:
        largest = max(largest, row[5])
    records.append(largest)
# A record counts from its own day on.
last = {day(row[1], row[2]): record for row, record in zip(rows, records)}
near = [row for row in rows if np.log10(row[5]) >= np.log10(last[day(row[1], row[2])]) - 2]
years = lambda row: (day(row[1], row[2]).toordinal() - __import__("datetime").date(2000, 1, 1).toordinal()) / 365.25

print("resource,n,organizations,intercept,slope,slope_se,elasticity,elasticity_se,sd,rmse,inside,p,largest,margin80,margin95,model,estimate,low80,high80,actual")
columns = ["cost-amortized", "cost-cloud", "cost-acquisition", "power", "duration", "energy"]
for place, resource in enumerate(columns, 6):
    runs = [row for row in near if row[place] is not None and row[place] > 0]
    X = np.array([[1, years(row), np.log10(row[5])] for row in runs])
    y = np.log10([row[place] for row in runs])
    cluster = np.array([row[3] or "release " + row[0] for row in runs])
    b, sd, df, inverse = fit(X, y)
    groups = np.unique(cluster)
    squares, inside = 0, 0
    errors, scales = left_out(X, y, cluster)
    scores = abs(errors) / scales
    for g in groups:
        out = cluster == g
        squares = squares + (fit(X[~out], y[~out])[0] - b) ** 2
        # The width too knows nothing of the organization.
        others, their_scales = left_out(X[~out], y[~out], cluster[~out])
        inside += (scores[out] <= margin(abs(others) / their_scales, 0.8)).sum()
    se = np.sqrt((len(groups) - 1) / len(groups) * squares)
    top = np.argsort(-X[:, 2], kind="stable")[:10]
    whole = [
        resource, len(y), len(groups), b[0], b[1], se[1], b[2], se[2], sd, np.sqrt(np.mean(np.square(errors))), inside,
        stats.binomtest(int(inside), len(y), 0.8).pvalue, (y - X @ b)[top].mean(),
        margin(scores, 0.8), margin(scores, 0.95),
    ]
    for model in ["GPT-4 (Mar 2023)", "Grok 3", "Grok 4"]:
        for x, row, value in zip(X, runs, y):
            if row[0] == model:
                width = margin(scores, 0.8) * sd * np.sqrt(1 + x @ inverse @ x)
                known = [model, 10 ** (x @ b), 10 ** (x @ b - width), 10 ** (x @ b + width), 10**value]
                print(",".join(str(each) for each in whole + known))
