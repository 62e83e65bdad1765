# Reference numbers for backtests, made from the published CSV file of 2026-05-02 by pandas, numpy and scipy
# alone:
#   python3 backtest.py FOLDER-OF-THE-CSV-FILES > backtest.csv
#   python3 backtest.py FOLDER-OF-THE-CSV-FILES now > forecasts.csv
#   python3 backtest.py FOLDER-OF-THE-CSV-FILES crossings > forecast-crossings.csv
#   python3 backtest.py FOLDER-OF-THE-CSV-FILES means > backtest-means.csv
# Populations are selected by their definitions, release by release, among releases dated before the origin; lines are
# numpy's polyfit, and their predictions textbook formulas. Nothing is shared with the Java code.
import functools, os, sys
import numpy as np
import pandas as pd
from scipy import integrate, stats

VINTAGE = pd.Timestamp("2026-05-02")


def date(text):
    text = text.strip() if isinstance(text, str) else ""
    parts = text.split("-")
    if len(parts) == 3:
        return pd.Timestamp(text)
    if len(parts) == 2:
        return pd.Timestamp(text + "-15")
    return pd.Timestamp(text + "-07-01") if len(text) == 4 and text.isdigit() else pd.NaT


raw = pd.read_csv(os.path.join(sys.argv[1], "epoch-notable-2026-05-02.csv"), encoding="utf-8-sig", dtype=str)
d = pd.DataFrame({
    "name": raw["Model"].str.replace(r"\s+", " ", regex=True).str.strip().str.lower(),
    "organization": raw["Organization"].fillna("").str.lower(),
    "text": raw["Publication date"],
    "v": pd.to_numeric(raw["Training compute (FLOP)"].str.replace("[$,]", "", regex=True), errors="coerce"),
    "derivative": raw["Base model"].fillna("").str.strip() != "",
    "notable": raw["Notability criteria"].fillna("").str.strip() != "",
    "confidence": raw["Confidence"].fillna("").str.strip().str.lower()})
d["date"] = [date(text) for text in d["text"]]
d = d.sort_values("v", na_position="last")
d = d[~d.duplicated(["name", "text", "organization"])]
d = d[d["v"].notna() & (d["v"] > 0) & d["date"].notna() & (d["confidence"] != "wrong")]
d["date"] = d["date"].clip(upper=VINTAGE)
d["y"] = np.log10(d["v"])


def years(dates):
    return (pd.to_datetime(dates) - pd.Timestamp("2000-01-01")) / pd.Timedelta(days=365.25)


def competing(before):
    return d[(d["date"] < before) & ~d["derivative"]]


def frontier(before):
    pool = competing(before)
    return pool[[((pool["date"] <= r.date) & (pool["v"] > r.v)).sum() < 10 for r in pool.itertuples()]]


def records(before):
    pool = competing(before)
    return pool[[(pool["v"][pool["date"] < r.date] < r.v).all() and (pool["v"][pool["date"] == r.date] <= r.v).all()
                 for r in pool.itertuples()]]


def notable(before):
    return d[(d["date"] < before) & d["notable"]]


frontier, records, notable, competing = (functools.cache(f) for f in (frontier, records, notable, competing))
COHORTS = {"frontier": frontier, "record": records, "notable": notable}


def prediction(cohort, target, origin, when, look_back):
    """The number of releases, degrees of freedom, location and scale of the forecast made at an origin of a date."""
    known = COHORTS[cohort](origin)
    start = pd.Timestamp("2010-01-01")
    if look_back:
        start = max(start, origin - pd.DateOffset(years=look_back))
    known = known[known["date"] >= start]
    t, y = years(known["date"]).to_numpy(), known["y"].to_numpy()
    slope, level = np.polyfit(t - t.mean(), y, 1)
    line = lambda x: level + slope * (x - t.mean())
    df = len(t) - 2
    s2 = ((y - line(t)) ** 2).sum() / df
    x = years(pd.Series([when])).iloc[0]
    centre_variance = s2 * (1 / len(t) + (x - t.mean()) ** 2 / ((t - t.mean()) ** 2).sum())
    past = history(target, origin)
    e = np.array([value - line(years(pd.Series([date])).iloc[0]) for date, value in past])
    if cohort == target:
        location, scale = line(x), np.sqrt((e ** 2).mean() + centre_variance)
        df = min(df, len(e))
    else:
        location = line(x) + e.mean()
        scale = np.sqrt(e.var(ddof=1) * (1 + 1 / len(e)) + centre_variance)
        df = min(df, len(e) - 1)
    floor = -np.inf if target == "frontier" else outcome(target, origin, origin)
    return len(t), df, location, scale, floor


def outcome(target, when, before):
    """A target's value on a date, by the releases dated before another."""
    if target == "record":
        return competing(min(when, before))["y"].max()
    top = frontier(before)
    return top[(top["date"] >= when - pd.DateOffset(months=6)) & (top["date"] < when + pd.DateOffset(months=6))]["y"].median()


@functools.cache
def history(target, origin):
    """The target on the dates whole half-years before the origin, back to five years, where its value is known by then."""
    dates = [origin - pd.DateOffset(months=6 * k) for k in range(11)]
    known = [date for date in dates if target == "record" or date + pd.DateOffset(months=6) <= origin]
    values = [(date, outcome(target, date, origin)) for date in known]
    return [(date, value) for date, value in values if not np.isnan(value)]


PROBABILITIES = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)


def scored(cohort, target, origin, horizon, look_back):
    """The number of releases, the quantiles, the outcome, the error and the score of a forecast."""
    when = origin + pd.DateOffset(years=horizon)
    n, df, location, scale, floor = prediction(cohort, target, origin, when, look_back)
    actual = outcome(target, when, pd.Timestamp("2100-01-01"))
    cdf = lambda x: stats.t.cdf(x, df, location, scale) if x >= floor else 0
    quad = lambda f, a, b: integrate.quad(f, a, b, epsabs=1e-12, limit=500)[0]
    crps = (quad(lambda x: cdf(x) ** 2, max(floor, location - 1e3 * scale), actual)
            + quad(lambda x: (1 - cdf(x)) ** 2, actual, np.inf))
    quantiles = [max(floor, stats.t.ppf(p, df, location, scale)) for p in PROBABILITIES]
    return n, quantiles, actual, max(floor, location) - actual, crps


def forecast(method, cohort, target, origin, horizon, look_back=None):
    origin = pd.Timestamp(origin)
    n, quantiles, actual, error, crps = scored(cohort, target, origin, horizon, look_back)
    numbers = quantiles + [actual, error, crps]
    print(",".join([method, target, str(origin.date()), str(horizon), str(n)] + ["%.12g" % n for n in numbers]))


def now(cohort, target, date, look_back):
    """The quantiles of a forecast made on the vintage's date, in FLOP."""
    n, df, location, scale, floor = prediction(cohort, target, VINTAGE, pd.Timestamp(date), look_back)
    numbers = [10 ** max(floor, stats.t.ppf(p, df, location, scale)) for p in PROBABILITIES]
    print(",".join([target, date, str(n)] + ["%.12g" % x for x in numbers]))


def crossing(cohort, target, threshold, look_back):
    """The first day on which the forecast's median is at a threshold, looked for day by day."""
    for when in pd.date_range(VINTAGE, "2040-12-31"):
        if prediction(cohort, target, VINTAGE, when, look_back)[2] >= np.log10(threshold):
            print(",".join([target, "%g" % threshold, str(when.date())]))
            return


def means(method, cohort, target, look_back=None):
    """Over all half-yearly origins since 2014 of a method at three years: how many, bias, CRPS, share inside 80%."""
    rows = []
    for origin in pd.date_range("2014-01-01", VINTAGE, freq="6MS"):
        known_on = origin + pd.DateOffset(years=3, months=6 if target == "frontier" else 0)
        start = max(pd.Timestamp("2010-01-01"), origin - pd.DateOffset(years=look_back or 100))
        n = (COHORTS[cohort](origin)["date"] >= start).sum()
        if known_on <= VINTAGE and len(history(target, origin)) >= 3 and n >= FEWEST:
            _, q, actual, error, crps = scored(cohort, target, origin, 3, look_back)
            rows.append([error, crps, q[1] <= actual <= q[5]])
    rows = np.array(rows, float)
    print(",".join([method, target, str(len(rows))] + ["%.12g" % x for x in rows.mean(0)]))


# A line whose variance has fewer than two degrees of freedom forecasts nothing.
FEWEST = 4

if sys.argv[2:] == ["means"]:
    print("method,target,origins,bias,crps,coverage80")
    for method, cohort, look_back in (("frontier-line", "frontier", None), ("frontier-line-5y", "frontier", 5),
                                      ("record-line", "record", None), ("notable-line", "notable", None)):
        for target in ("frontier", "record"):
            means(method, cohort, target, look_back)
    sys.exit()
if sys.argv[2:] == ["now"]:
    print("target,target_date,n,p02_5,p10,p25,p50,p75,p90,p97_5")
    for target in ("frontier", "record"):
        for date in ("2026-07-01", "2029-01-01", "2035-07-01"):
            now("frontier", target, date, 5)
    sys.exit()
if sys.argv[2:] == ["crossings"]:
    print("target,threshold,median_date")
    for target in ("frontier", "record"):
        for threshold in (1e27, 1e28, 1e29):
            crossing("frontier", target, threshold, 5)
    sys.exit()
print("method,target,origin,horizon_years,n,p02_5,p10,p25,p50,p75,p90,p97_5,actual,error,crps")
forecast("frontier-line", "frontier", "frontier", "2018-01-01", 3)
forecast("frontier-line", "frontier", "record", "2018-01-01", 3)
forecast("frontier-line-5y", "frontier", "frontier", "2019-07-01", 2, 5)
forecast("frontier-line-5y", "frontier", "record", "2022-07-01", 1, 5)
forecast("record-line", "record", "record", "2018-01-01", 3)
forecast("record-line", "record", "frontier", "2020-01-01", 2)
forecast("notable-line", "notable", "frontier", "2021-01-01", 3)
forecast("notable-line", "notable", "record", "2016-07-01", 1)
