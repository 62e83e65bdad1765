# Reference numbers for trends under other settings, made from the published CSV files of 2026-05-02 and of 2022-05-03,
# the latter with the settings of the preset sevilla-2022, by pandas and statsmodels alone:
#   python3 sensitivity.py FOLDER-OF-THE-CSV-FILES > sensitivity.csv
# Populations are selected by their definitions, release by release; slopes, standard errors and intervals are
# statsmodels' OLS. Nothing is shared with the Java code.
import os, sys
import numpy as np
import pandas as pd
import statsmodels.api as sm



def number(column):
    return pd.to_numeric(column.str.replace("[$,]", "", regex=True).str.strip(), errors="coerce")


def date(text, imputation):
    text = (text or "").strip() if isinstance(text, str) else ""
    middle = imputation == "middle"
    parts = text.split("-")
    if len(parts) == 3:
        return pd.Timestamp(text)
    if len(parts) == 2:
        return pd.Timestamp(text + ("-15" if middle else "-01"))
    if len(text) == 4 and text.isdigit():
        return pd.Timestamp(text + ("-07-01" if middle else "-01-01"))
    parts = text.split("/")
    if len(parts) == 3:
        return pd.Timestamp(year=int(parts[2]), month=int(parts[1]), day=int(parts[0]))
    if len(parts) == 2:
        return pd.Timestamp(parts[1] + "-" + parts[0] + ("-15" if middle else "-01"))
    return pd.NaT


def releases(file, name="Model", organization="Organization", compute="Training compute (FLOP)"):
    raw = pd.read_csv(os.path.join(sys.argv[1], file), encoding="utf-8-sig", dtype=str)
    nothing = pd.Series("", index=raw.index)
    base = pd.DataFrame({
        "name": raw[name].str.replace(r"\s+", " ", regex=True).str.strip().str.lower(),
        "text": raw["Publication date"],
        "organization": raw[organization].fillna("").str.lower(),
        "compute": number(raw[compute]),
        "parameters": number(raw["Parameters"]),
        "derivative": raw.get("Base model", nothing).fillna("").str.strip() != "",
        "notable": raw.get("Notability criteria", nothing).fillna("").str.strip() != "",
        "confidence": raw.get("Confidence", nothing).fillna("").str.strip().str.lower()})
    others = [column for column in raw if column == "Training time (hours)" or column.startswith("Training dataset size")]
    # Of rows of equal name, date and organizations the one with the most quantities is the release.
    base["filled"] = base[["compute", "parameters"]].notna().sum(axis=1) + raw[others].notna().sum(axis=1)
    base = base[base["name"].notna() & (base["name"] != "")].sort_values("filled", ascending=False, kind="stable")
    return base[~base.duplicated(["name", "text", "organization"])]


def fit(metric, cohort, era, variant, run=None, n_of_frontier=10, window=364, low_below=-2, large_above=0.76, start="2010-01-01",
        large_from="2015-09-01", imputation="middle", drop_low=False, derivatives="unranked", without_confidence=(),
        without=(), days_per_year=365.25, days_per_month=30.4375, first="1940-01-01", end="9999-01-01"):
    run, base, vintage = run or (VINTAGE, MODERN, VINTAGE)
    d = base.assign(date=[date(text, imputation) for text in base["text"]], v=base[metric])
    d = d[d["date"].notna() & (d["v"] > 0) & ~d["confidence"].isin(("wrong",) + tuple(without_confidence))]
    d = d[~d["name"].isin(without)]
    if derivatives == "excluded":
        d = d[~d["derivative"]]
    d = d.assign(date=d["date"].clip(upper=pd.Timestamp(vintage)))
    d = d[(d["date"] >= first) & (d["date"].astype(str) < end)].reset_index(drop=True)
    day = (d["date"] - pd.Timestamp("2000-01-01")).dt.days.to_numpy()
    v = d["v"].to_numpy()
    y = np.log10(v)
    z = np.full(len(d), np.nan)
    for i in range(len(d)):
        near = y[np.abs(day - day[i]) <= window]
        if len(near) >= 2 and near.std() > 0:
            z[i] = (y[i] - near.mean()) / near.std()
    low = z < low_below
    start_day = (pd.Timestamp(start) - pd.Timestamp("2000-01-01")).days
    large_day = (pd.Timestamp(large_from) - pd.Timestamp("2000-01-01")).days
    large = ~low & (z > large_above) & (day >= large_day)
    in_play = ~low if drop_low else np.full(len(d), True)
    competes = in_play & (np.full(len(d), True) if derivatives == "ranked" else ~d["derivative"].to_numpy())
    if cohort == "frontier":
        chosen = np.array([competes[i] and np.sum(competes & (day <= day[i]) & (v > v[i])) < n_of_frontier
                           for i in range(len(d))])
    elif cohort == "record":
        chosen = np.array([competes[i] and np.all(v[competes & (day < day[i])] < v[i])
                           and np.all(v[competes & (day == day[i])] <= v[i]) for i in range(len(d))])
    elif cohort == "notable":
        chosen = in_play & d["notable"].to_numpy()
    elif cohort == "all":
        chosen = in_play
    elif cohort == "large-scale":
        chosen = large
    else:
        chosen = ~large & ~low & (day >= start_day)
    within = {"deep-learning": day >= start_day, "pre-deep-learning": day < start_day, "large-scale": day >= large_day}
    chosen = chosen & within[era]
    t, y = day[chosen] / days_per_year, y[chosen]
    model = sm.OLS(y, sm.add_constant(t - t.mean())).fit()
    ends = model.conf_int()[1]
    months = days_per_year * np.log10(2) / model.params[1] / days_per_month
    name = {"compute": "training_compute"}.get(metric, metric)
    print(",".join([run, name, cohort, era, variant, str(int(chosen.sum()))]
                   + ["%.17g" % x for x in (model.params[1], model.bse[1], ends[0], ends[1], months)]))


VINTAGE = "2026-05-02"
MODERN = releases("epoch-notable-2026-05-02.csv")
ALPHA_GO = ("alphago zero", "alphago master")
print("run,metric,cohort,era,variant,n,slope,slope_se,ci95_low,ci95_high,doubling")
frontier = ("compute", "frontier", "deep-learning")
fit(*frontier, "baseline")
fit(*frontier, "frontier-size=1", n_of_frontier=1)
fit(*frontier, "frontier-size=5", n_of_frontier=5)
fit(*frontier, "imputation=start", imputation="start")
fit(*frontier, "low-outliers=drop", drop_low=True)
fit(*frontier, "derivatives=ranked", derivatives="ranked")
fit(*frontier, "derivatives=excluded;low-outliers=drop", derivatives="excluded", drop_low=True)
fit(*frontier, "excluded-confidence=speculative", without_confidence=("speculative",))
fit(*frontier, "excluded-confidence=likely+speculative", without_confidence=("likely", "speculative"))
fit(*frontier, "excluded-releases=alphago-zero-and-master", without=ALPHA_GO)
fit(*frontier, "era-start.deep-learning=2012-01-01", start="2012-01-01")
fit(*frontier, "days-per-month=30", days_per_month=30)
fit(*frontier, "days-per-year=365", days_per_year=365)
fit(*frontier, "frontier-size=5;era-start.deep-learning=2012-01-01;imputation=start;derivatives=excluded;"
    "low-outliers=drop;excluded-confidence=speculative;excluded-releases=alphago-zero-and-master",
    n_of_frontier=5, start="2012-01-01", imputation="start", derivatives="excluded", drop_low=True,
    without_confidence=("speculative",), without=ALPHA_GO)
fit("compute", "record", "deep-learning", "imputation=start", imputation="start")
fit("compute", "record", "deep-learning", "derivatives=ranked", derivatives="ranked")
fit("compute", "notable", "deep-learning", "excluded-confidence=speculative", without_confidence=("speculative",))
fit("compute", "all", "pre-deep-learning", "era-start.deep-learning=2012-01-01", start="2012-01-01")
fit("compute", "all", "pre-deep-learning", "low-outliers=drop", drop_low=True)
fit("compute", "regular-scale", "deep-learning", "window-days=182", window=182)
fit("compute", "regular-scale", "deep-learning", "low-below=-1.5", low_below=-1.5)
fit("compute", "large-scale", "large-scale", "large-above=0.5", large_above=0.5)
fit("compute", "large-scale", "large-scale", "window-days=728", window=728)
fit("compute", "large-scale", "large-scale", "era-start.large-scale=2016-01-01", large_from="2016-01-01")
fit("compute", "large-scale", "large-scale", "excluded-releases=alphago-zero-and-master", without=ALPHA_GO)
fit("parameters", "frontier", "deep-learning", "frontier-size=5", n_of_frontier=5)
fit("parameters", "frontier", "deep-learning", "imputation=start", imputation="start")

paper = dict(run=("sevilla-2022", releases("epoch-milestones-2022-05-03.csv", "System", "Organization(s)",
    "Training compute (FLOPs)"), "2022-05-03"), drop_low=True, imputation="start", days_per_year=365, days_per_month=30,
    first="1950-01-02", end="2022-02-01")
frontier = ("compute", "frontier", "deep-learning")
fit("compute", "all", "pre-deep-learning", "baseline", **paper)
fit("compute", "all", "pre-deep-learning", "imputation=middle", **{**paper, "imputation": "middle"})
fit("compute", "all", "deep-learning", "imputation=middle", **{**paper, "imputation": "middle"})
fit("compute", "all", "deep-learning", "low-outliers=keep", **{**paper, "drop_low": False})
fit("compute", "regular-scale", "deep-learning", "imputation=middle", **{**paper, "imputation": "middle"})
fit("compute", "regular-scale", "deep-learning", "era-start.deep-learning=2009-01-01", **paper, start="2009-01-01")
fit("compute", "large-scale", "large-scale", "imputation=middle", **{**paper, "imputation": "middle"})
fit("compute", "large-scale", "large-scale", "excluded-releases=alphago-zero-and-master", **paper, without=ALPHA_GO)
fit(*frontier, "frontier-size=5", **paper, n_of_frontier=5)
fit(*frontier, "imputation=middle", **{**paper, "imputation": "middle"})
fit(*frontier, "frontier-size=5;imputation=middle", **{**paper, "imputation": "middle"}, n_of_frontier=5)
