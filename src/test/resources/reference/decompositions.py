# Growth of training compute split by hardware, by NumPy and SciPy from the shipped releases, for ProjectionsIT and ClaimsIT:
#   python decompositions.py > decompositions.csv        (needs duckdb, numpy, scipy)
#   python decompositions.py claims > decomposition-claims.csv
# The ten largest releases so far by compute that name no base model, of those flagged notable, cut to the window. Each
# line is least squares of log10 of a quantity on years, its error the jackknife over first-named organizations (CR3).
import datetime
import os
import sys

import duckdb
import numpy as np
from scipy import stats

from dates import day

here = os.path.dirname(os.path.abspath(__file__))


def frontier(vintage):
    file = os.path.join(here, f"../../../../data/releases/vintage={vintage}/releases.parquet")
    rows = duckdb.sql(
        f"""select model, published_on, date_precision, organizations[1], training_compute_flop, hardware_quantity,
            training_time_hours, hardware_utilization from '{file}' where training_compute_flop > 0 and notable
            and base_model is null and not coalesce(excluded, false)
            and coalesce(confidence, '') not in ('UNVERIFIED', 'WRONG')"""
    ).fetchall()
    return [r for r in rows if sum(day(o[1], o[2]) <= day(r[1], r[2]) and o[4] > r[4] for o in rows) < 10]


def fit(t, y):
    centred = t - t.mean()
    return (centred * y).sum() / (centred**2).sum()


def line(vintage, name, rows, value):
    t = np.array([(day(r[1], r[2]) - datetime.date(2000, 1, 1)).days / 365.25 for r in rows])
    y = np.log10([value(*r[4:]) for r in rows])
    cluster = np.array([r[3] or "release " + r[0] for r in rows])
    slope = fit(t, y)
    groups = np.unique(cluster)
    without = np.array([fit(t[cluster != g], y[cluster != g]) for g in groups])
    error = np.sqrt((len(groups) - 1) / len(groups) * ((without - slope) ** 2).sum())
    margin = error * stats.t.ppf(0.975, min(len(groups) - 1, len(y) - 2))
    print(",".join(str(cell) for cell in [vintage, name, len(y), slope, slope - margin, slope + margin]))


print("vintage,name,n,slope,low,high")
factors = {
    "chip_compute": lambda c, q, h, u: c,
    "chip_quantity": lambda c, q, h, u: q,
    "chip_hours": lambda c, q, h, u: h,
    "chip_speed": lambda c, q, h, u: c / q / h / 3600,
}
if sys.argv[1:] != ["claims"]:
    newest = [r for r in frontier("2026-08-19") if r[5] and r[6]]
    for name, since in [("hardware", "2010-01-01"), ("hardware-since-2018", "2018-01-01")]:
        for factor, value in factors.items():
            line("2026-08-19", name + " " + factor, [r for r in newest if str(day(r[1], r[2])) >= since], value)
    sys.exit()
then = [r for r in frontier("2024-12-24") if str(day(r[1], r[2])) >= "2018-01-01"]
chips = [r for r in then if r[5] and r[6] and r[7]]
line("2024-12-24", "epoch-decomposition-chips", chips, lambda c, q, h, u: c / q / h / 3600 / u)
line("2024-12-24", "epoch-decomposition-quantity", [r for r in then if r[5]], factors["chip_quantity"])
line("2024-12-24", "epoch-decomposition-time", [r for r in then if r[6]], factors["chip_hours"])
line("2024-12-24", "epoch-decomposition-product", [r for r in then if r[5] and r[6]], factors["chip_compute"])
line("2024-12-24", "epoch-decomposition-utilization", [r for r in then if r[7]], lambda c, q, h, u: u)
