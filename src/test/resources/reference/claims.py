# Reference numbers for published claims, made from the published CSV files by pandas and statsmodels alone:
#   python3 claims.py FOLDER-OF-THE-CSV-FILES > claims.csv
# The versions that made the file are in its first line. Populations are selected by history.py, of comparable releases:
# those flagged notable, where any is, and not marked Exclude, without values of confidence Wrong or Unverified. Slopes are
# statsmodels' OLS, the interval is the jackknife over first-named organizations, refitted without each (CR3). The
# distance is ours less the published slope, in standard errors. The last rows are the rule of ai-economy-timelines:
# the ten largest of the year that ends with a release, and years as year + (day of the year - 1) / 365.25.
import platform
import numpy as np
import pandas as pd
import scipy
from scipy import stats
import statsmodels
import statsmodels.api as sm
from history import PAPER, RUN, Vintage, fit, select


def comparable(date, file, name="Model", organization="Organization", compute="Training compute (FLOP)"):
    vintage = Vintage(date, file, name, organization, compute)
    rows = vintage.rows
    if rows["notable"].any():
        rows = rows[rows["notable"]]
    rows = rows[~rows["excluded"]]
    rows.loc[rows["confidence"] == "unverified", "value"] = np.nan
    vintage.rows = rows.reset_index(drop=True)
    return vintage


def claim(claim_id, which, vintage, cohort, begin, end, rules, published, quantity):
    t, y, d = select(vintage.rows, cohort, begin, end, rules)
    model = fit(t, y)
    cluster = np.array([o[0] if o else "alone %d" % i for i, o in enumerate(d["organizations"])])
    labels = sorted(set(cluster))
    without = np.array([fit(t[cluster != label], y[cluster != label]).params[1] for label in labels])
    slope = model.params[1]
    g = len(labels)
    error = np.sqrt((g - 1) / g * np.sum((without - slope) ** 2))
    margin = error * stats.t.ppf(0.975, min(g - 1, len(y) - 2))
    months = lambda b: rules["days_per_year"] * np.log10(2) / b / rules["days_per_month"]
    if quantity == "months":
        out = months(slope), months(slope + margin), months(slope - margin), (slope - months(published)) / error
    else:
        out = 10 ** slope, 10 ** (slope - margin), 10 ** (slope + margin), (slope - np.log10(published)) / error
    line(claim_id, which, vintage.date, len(y), *out)


def trailing(name, rows, column, since):
    """Growth of a column since a year over the ten largest by compute of the year that ends with each release."""
    year = rows["date"].dt.year + (rows["date"].dt.dayofyear - 1) / 365.25
    known = rows["compute"].notna() & year.notna()
    top = [known[i] and i in rows["compute"][known & (year <= year[i]) & (year > year[i] - 1)].nlargest(10).index
           for i in rows.index]
    chosen = top & (rows["date"].dt.year >= since) & (rows[column] > 0)
    model = sm.OLS(np.log10(rows[column][chosen]), sm.add_constant(year[chosen])).fit()
    line(name, "trailing", "2026-05-02", int(chosen.sum()), 10 ** model.params.iloc[1], model.rsquared, None, None)


def line(*cells):
    print(",".join("" if cell is None else "%.17g" % cell if isinstance(cell, float) else str(cell) for cell in cells))


if __name__ == "__main__":
    import os, sys
    print("# Python %s, pandas %s, NumPy %s, SciPy %s, statsmodels %s" % (
        platform.python_version(), pd.__version__, np.__version__, scipy.__version__, statsmodels.__version__))
    print("id,which,vintage,n,value,low,high,distance_se")
    paper = comparable("2022-02-13", "epoch-paper-2022-02-13.csv", "System", "Organization(s)", "Training compute (FLOPs)")
    v2023 = comparable("2023-12-14", "epoch-all-2023-12-14.csv", "System")
    v2024 = comparable("2024-05-26", "epoch-all-2024-05-26.csv", "System")
    v2025 = comparable("2025-06-20", "epoch-all-2025-06-20.csv")
    may = comparable("2026-05-02", "epoch-notable-2026-05-02.csv")
    newest = comparable("2026-08-19", "epoch-notable-2026-08-19.csv")
    never = "2200-01-01"
    claim("sevilla-2022-pre-2010", "then", paper, "all", "1952-01-01", "2010-01-01", PAPER, 21.3, "months")
    claim("sevilla-2022-pre-2010", "newest", newest, "all", "1952-01-01", "2010-01-01", PAPER, 21.3, "months")
    claim("sevilla-2022-alexnet-to-alphazero", "then", paper, "all", "2012-09-01", "2017-12-01", PAPER, 3.7, "months")
    claim("sevilla-2022-alexnet-to-alphazero", "newest", newest, "all", "2012-09-01", "2017-12-01", PAPER, 3.7, "months")
    claim("sevilla-2022-regular-scale", "then", paper, "regular-scale", "2010-01-01", "2022-02-01", PAPER, 5.7, "months")
    claim("sevilla-2022-large-scale", "then", paper, "large-scale", "2015-09-01", "2022-02-01", PAPER, 9.9, "months")
    claim("epoch-2024-frontier", "then", v2023, "frontier", "2010-01-01", "2024-05-29", RUN, 5.3, "factor")
    claim("epoch-2024-frontier", "newest", newest, "frontier", "2010-01-01", "2024-05-29", RUN, 5.3, "factor")
    claim("epoch-2024-frontier-2018", "then", v2023, "frontier", "2018-01-01", "2024-05-29", RUN, 4.2, "factor")
    claim("epoch-2024-notable", "then", v2024, "notable", "2010-01-01", "2024-05-29", RUN, 4.1, "factor")
    claim("epoch-notable-2010", "then", v2025, "notable", "2010-01-01", "2025-06-21", RUN, 4.7, "factor")
    claim("economy-timelines-all", "then", may, "all", "1900-01-01", never, RUN, 2.117, "factor")
    claim("economy-timelines-all-2018", "then", may, "all", "2018-01-01", never, RUN, 6.298, "factor")
    raw = pd.read_csv(os.path.join(sys.argv[1], "epoch-notable-2026-05-02.csv"), encoding="utf-8-sig")
    number = lambda name: pd.to_numeric(raw[name], errors="coerce")
    rows = pd.DataFrame({
        "date": pd.to_datetime(raw["Publication date"], errors="coerce"), "compute": number("Training compute (FLOP)"),
        "cost": number("Training compute cost (2023 USD)"), "cloud": number("Training compute cost (cloud)")})
    trailing("economy-timelines-top-ten-2018", rows, "compute", 2018)
    trailing("economy-timelines-cost", rows, "cost", 2018)
    trailing("economy-timelines-cost-cloud", rows, "cloud", 2018)
