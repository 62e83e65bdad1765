# Reference numbers for changes between vintages, made from the published CSV files by pandas and statsmodels alone:
#   python3 history.py FOLDER-OF-THE-CSV-FILES > history.csv
# The versions that made the file are in its first line. Populations are selected by their definitions, release by
# release, and anew in every state between two vintages; slopes are statsmodels' OLS. Shares are means over all orders of
# the parts. Nothing is shared with the Java code. claims.py reads files and selects populations by this.
import itertools, os, platform, re, sys
import numpy as np
import pandas as pd
import scipy
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
    def __init__(self, date, file, name="Model", organization="Organization", compute="Training compute (FLOP)"):
        raw = pd.read_csv(os.path.join(sys.argv[1], file), encoding="utf-8-sig", dtype=str)
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
            "unflagged": "Notability criteria" not in raw,
            "excluded": raw.get("Exclude", nothing).fillna("").str.strip().isin(["1", "True", "checked"]),
            "confidence": raw.get("Confidence", nothing).fillna("").str.strip().str.lower()})
        metrics = [column for column in raw if re.search(
            r"time \(hours\)|dataset size \((data|total)|^Hardware quantity|compute cost|power draw", column)]
        rows["filled"] = rows[["value", "parameters"]].notna().sum(axis=1) + raw[metrics].notna().sum(axis=1)
        rows = rows[rows["name"].notna() & (rows["name"] != "") & rows["parts"].notna()]
        rows = rows[[day(parts, "start", NEVER) <= pd.Timestamp(date) for parts in rows["parts"]]]
        rows = rows.sort_values("filled", ascending=False, kind="stable")
        rows = rows[~rows.duplicated(["name", "text", "organizations"])]
        rows.loc[rows["confidence"] == "wrong", "value"] = np.nan
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


def matching(before, after):
    """Pairs of one name that share an organization, or of which one names none; the nearest in date first."""
    by_name = {}
    for j, name in enumerate(after["name"]):
        by_name.setdefault(name, []).append(j)
    pairs = []
    for i, name in enumerate(before["name"]):
        for j in by_name.get(name, []):
            first, second = before.iloc[i], after.iloc[j]
            shared = set(first["organizations"]) & set(second["organizations"])
            if shared or not first["organizations"] or not second["organizations"]:
                days = abs((day(first["parts"], "start", NEVER) - day(second["parts"], "start", NEVER)).days)
                pairs.append((days, i, j))
    matched = []
    for _, i, j in sorted(pairs):
        if i not in [pair[0] for pair in matched] and j not in [pair[1] for pair in matched]:
            matched.append((i, j))
    withdrawn = sorted(set(range(len(before))) - {i for i, _ in matched})
    added = sorted(set(range(len(after))) - {j for _, j in matched})
    return matched, withdrawn, added


def change(before, after, cohort, begin, end, rules_before, rules_after):
    matched, withdrawn, added = matching(before.rows, after.rows)

    def slope(state):
        revised = after.rows.iloc[[j for _, j in matched]] if "revised" in state else before.rows.iloc[[i for i, _ in matched]]
        rows = [revised]
        if "added" in state:
            rows.append(after.rows.iloc[added])
        if "withdrawn" not in state:
            rows.append(before.rows.iloc[withdrawn])
        rules = rules_after if "rules" in state else rules_before
        t, y, _ = select(pd.concat(rows, ignore_index=True), cohort, begin, end, rules)
        return fit(t, y).params[1], len(y)

    parts = ["revised", "added", "withdrawn", "rules"]
    slopes = {}
    for size in range(5):
        for state in itertools.combinations(parts, size):
            slopes[frozenset(state)] = slope(state)[0]
    shares = dict.fromkeys(parts, 0.0)
    orders = list(itertools.permutations(parts))
    for order in orders:
        state = frozenset()
        for part in order:
            shares[part] += (slopes[state | {part}] - slopes[state]) / len(orders)
            state = state | {part}
    line("change", cohort, begin, before.date + " to " + after.date, slope(())[1], slopes[frozenset()],
         slopes[frozenset(parts)], *[shares[part] for part in parts])


def line(*cells):
    text = [("%.17g" % cell) if isinstance(cell, float) else str(cell) for cell in cells]
    print(",".join(text + [""] * (10 - len(text))))


if __name__ == "__main__":
    V2022 = Vintage("2022-05-03", "epoch-milestones-2022-05-03.csv", "System", "Organization(s)", "Training compute (FLOPs)")
    V2025 = Vintage("2025-06-10", "epoch-all-2025-06-10.csv")
    V2026 = Vintage("2026-04-23", "epoch-notable-2026-04-23.csv")
    print("# Python %s, pandas %s, NumPy %s, SciPy %s, statsmodels %s" % (
        platform.python_version(), pd.__version__, np.__version__, scipy.__version__, statsmodels.__version__))
    print("kind,id,which,vintage,n,first,second,third,fourth,fifth")
    change(V2025, V2026, "frontier", "2010-01-01", NEVER, RUN, RUN)
    change(V2025, V2026, "large-scale", "2015-09-01", NEVER, RUN, RUN)
    change(V2022, V2025, "frontier", "2010-01-01", NEVER, RUN, RUN)
    change(V2022, V2025, "notable", "2010-01-01", NEVER, RUN, RUN)
    change(V2022, V2025, "regular-scale", "2010-01-01", NEVER, PAPER, RUN)
