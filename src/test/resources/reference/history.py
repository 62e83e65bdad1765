# Reads the published CSV files as vintages and selects populations by their definitions, release by release, for
# claims.py and vintages.py. Slopes and R squared are statsmodels' OLS, the interval is the jackknife over first-named
# organizations, refitted without each. Nothing is shared with the Java code.
import os, platform, re, sys
import numpy as np
import pandas as pd
import scipy
from scipy import stats
import statsmodels
import statsmodels.api as sm


NEVER = "2200-01-01"


def number(column):
    return pd.to_numeric(column.str.replace("[$,]", "", regex=True).str.strip(), errors="coerce")


def dated(text):
    """The text's year, month and day, null where not known."""
    text = text.strip() if isinstance(text, str) else ""
    if re.fullmatch(r"\d{4}(-\d{2}){0,2}", text):
        return [int(part) for part in text.split("-")]
    if re.fullmatch(r"(\d{1,2}/){1,2}\d{4}", text):
        return [int(part) for part in reversed(text.split("/"))]
    return None


def day(parts, imputation, vintage):
    middle = imputation == "middle"
    full = parts + [[7, 1], [15]][len(parts) - 1] if middle and len(parts) < 3 else parts + [1] * (3 - len(parts))
    return min(pd.Timestamp(*full), pd.Timestamp(vintage))


def names(text):
    if not isinstance(text, str):
        return ()
    text = re.sub(r"University of (California|Maryland), ", r"University of \1\0", text)
    return tuple(name.strip().lower() for name in re.split("[,;]", text) if name.strip())


class Vintage:
    def __init__(self, date, file, name="Model", organization="Organization", compute="Training compute (FLOP)",
                 keep=lambda raw: raw, excluded=("wrong",)):
        raw = keep(pd.read_csv(os.path.join(sys.argv[1], file), encoding="utf-8-sig", dtype=str))
        nothing = pd.Series("", index=raw.index)
        self.date = date
        rows = pd.DataFrame({
            "name": raw[name].str.replace(r"\s+", " ", regex=True).str.strip().str.lower(),
            "parts": [dated(text) for text in raw["Publication date"]],
            "text": raw["Publication date"],
            "organizations": [names(text) for text in raw[organization]],
            "value": number(raw[compute]),
            "parameters": number(raw["Parameters"]),
            "derivative": raw.get("Base model", nothing).fillna("").str.strip() != "",
            "notable": raw.get("Notability criteria", nothing).fillna("").str.strip() != "",
            "excluded": raw.get("Exclude", nothing).fillna("").str.strip().isin(["1", "True", "checked"]),
            "unflagged": "Notability criteria" not in raw,
            "confidence": raw.get("Confidence", nothing).fillna("").str.strip().str.lower()})
        metrics = [column for column in raw if re.search(
            r"time \(hours\)|dataset size \((data|total)|^Hardware quantity|compute cost|power draw", column)]
        rows["filled"] = rows[["value", "parameters"]].notna().sum(axis=1) + raw[metrics].notna().sum(axis=1)
        for column in metrics:
            rows[column] = number(raw[column])
        rows = rows[rows["name"].notna() & (rows["name"] != "") & rows["parts"].notna()]
        rows = rows[[day(parts, "start", NEVER) <= pd.Timestamp(date) for parts in rows["parts"]]]
        rows = rows.sort_values("filled", ascending=False, kind="stable")
        rows = rows[~rows.duplicated(["name", "text", "organizations"])]
        rows.loc[rows["confidence"].isin(excluded), ["value", "parameters"] + metrics] = np.nan
        rows.loc[~(rows["value"] > 0), "value"] = np.nan
        rows["vintage"] = date
        self.rows = rows.sort_values("name", kind="stable").reset_index(drop=True)


RUN = dict(imputation="middle", drop_low=False, first="1940-01-01", end=NEVER, days_per_year=365.25, days_per_month=30.4375)
PAPER = dict(imputation="start", drop_low=True, first="1950-01-02", end="2022-02-01", days_per_year=365, days_per_month=30)


def select(rows, cohort, begin, end, rules):
    d = rows[rows["value"].notna()]
    date = pd.Series([day(parts, rules["imputation"], vintage) for parts, vintage in zip(d["parts"], d["vintage"])],
                     index=d.index, dtype="datetime64[ns]")
    kept = (date >= rules["first"]) & (date < rules["end"])
    d = d[kept].assign(date=date[kept])
    t = (d["date"] - pd.Timestamp("2000-01-01")).dt.days.to_numpy()
    v = d["value"].to_numpy()
    y = np.log10(v)
    z = np.full(len(d), np.nan)
    for i in range(len(d)):
        near = y[np.abs(t - t[i]) <= 364]
        if len(near) >= 2 and near.std() > 0:
            z[i] = (y[i] - near.mean()) / near.std()
    low = z < -2
    large = ~low & (z > 0.76) & (d["date"] >= "2015-09-01").to_numpy()
    in_play = ~low if rules["drop_low"] else np.full(len(d), True)
    competes = in_play & ~d["derivative"].to_numpy()
    if cohort == "frontier":
        chosen = np.array([competes[i] and np.sum(competes & (t <= t[i]) & (v > v[i])) < 10 for i in range(len(d))])
    elif cohort == "notable":
        chosen = in_play & (d["notable"] | d["unflagged"]).to_numpy()
    elif cohort == "all":
        chosen = in_play
    elif cohort == "large-scale":
        chosen = large
    else:
        chosen = ~large & ~low & (d["date"] >= "2010-01-01").to_numpy()
    chosen = chosen & (d["date"] >= begin).to_numpy() & (d["date"] < end).to_numpy()
    return t[chosen] / rules["days_per_year"], y[chosen], d[chosen]


def fit(t, y):
    return sm.OLS(y, sm.add_constant(t - t.mean())).fit()


def interval(t, y, d):
    """The slope with its 95% interval by the jackknife over organizations."""
    model = fit(t, y)
    cluster = np.array([o[0] if o else "alone %d" % i for i, o in enumerate(d["organizations"])])
    labels = sorted(set(cluster))
    without = np.array([fit(t[cluster != label], y[cluster != label]).params[1] for label in labels])
    slope = model.params[1]
    g = len(labels)
    error = np.sqrt((g - 1) / g * np.sum((without - slope) ** 2))
    margin = error * stats.t.ppf(0.975, min(g - 1, len(y) - 2))
    return slope, slope - margin, slope + margin


def line(*cells):
    text = [("%.17g" % cell) if isinstance(cell, float) else str(cell) for cell in cells]
    print(",".join(text + [""] * (10 - len(text))))


def versions():
    print("# Python %s, pandas %s, NumPy %s, SciPy %s, statsmodels %s" % (
        platform.python_version(), pd.__version__, np.__version__, scipy.__version__, statsmodels.__version__))
