"""P(the record exceeds 1e27 before 2027-01-01) from the vintage 2026-08-19, by the day that sample paths start on. NumPy.

Usage: path-starts.py epoch-notable-2026-08-19.csv (the database's file of that day). Gave 0.598 from the vintage's day, 0.697 from the
day of the last value and 0.835 from the day that coverage ends. A line is fitted to the frontier's releases of the five years
before the vintage's day, up to the start and its own day; the rate of arrivals is that of three years that end half a year before the start.
"""
import csv
import sys
from datetime import date

import numpy as np

ORIGIN, BEFORE, PATHS = date(2026, 8, 19), date(2027, 1, 1), 200_000


def years(day):
    return (day - date(2000, 1, 1)).days / 365.25


def frontier(path):
    rows = []
    for row in csv.DictReader(open(path)):
        try:
            day, value = date.fromisoformat(row["Publication date"]), float(row["Training compute (FLOP)"])
        except ValueError:
            continue
        if row["Confidence"] not in ("Unverified", "Wrong") and not row["Base model"]:
            rows.append((years(day), np.log10(value)))
    time, value = np.array(sorted(rows)).T
    rank = np.array([1 + ((time <= t) & (value > v)).sum() for t, v in zip(time, value)])
    return time[rank <= 10], value[rank <= 10]


def probability(time, value, start):
    random = np.random.default_rng(1)
    fitted = (time >= years(ORIGIN) - 5 - 1e-9) & (time <= years(start))
    t, y = time[fitted], value[fitted]
    n, squares = len(t), ((t - t.mean()) ** 2).sum()
    slope = ((t - t.mean()) * y).sum() / squares
    residual = y - y.mean() - slope * (t - t.mean())
    variance = residual @ residual / (n - 2)
    until = years(start) - 0.5
    rate = max(3, ((time >= until - 3) & (time < until)).sum() / 3)
    sigma = np.sqrt(variance * (n - 2) / random.chisquare(n - 2, PATHS))
    level = y.mean() + sigma / np.sqrt(n) * random.standard_normal(PATHS)
    drawn = slope + np.sqrt(sigma**2 / squares + 0.12**2) * random.standard_normal(PATHS)
    length = years(BEFORE) - years(start)
    arrivals = random.poisson(rate * length, PATHS)
    when = years(start) + random.random((PATHS, arrivals.max())) * length
    height = level[:, None] + drawn[:, None] * (when - t.mean())
    height += random.choice(residual * np.sqrt(n / (n - 2)), when.shape)
    height[np.arange(arrivals.max())[None] >= arrivals[:, None]] = -np.inf
    return n, (height.max(1) > 27).mean()


if __name__ == "__main__":
    time, value = frontier(sys.argv[1])
    for start in (ORIGIN, date(2026, 5, 18), date(2025, 8, 7)):
        print(start, *probability(time, value, start))
