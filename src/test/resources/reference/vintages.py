# Reference numbers for trends on several vintages and for changes between them, made from the published CSV files by
# pandas and statsmodels alone:
#   python3 vintages.py FOLDER-OF-THE-CSV-FILES > vintages.csv
# Vintages are read and trends fitted as history.py does. Vintages have comparable rows: flagged notable where the file
# has flags, and not marked Exclude; figures of confidence Wrong or Unverified are left out. In every state between two
# vintages populations are selected anew. Shares are means over all orders of the parts. Nothing is shared with the Java code.
import itertools, re, sys, unicodedata
import numpy as np
import pandas as pd
from history import NEVER, PAPER, RUN, Vintage, day, fit, interval, line, select, versions

OLD = dict(name="System", organization="Organization(s)", compute="Training compute (FLOPs)")
SYSTEM = dict(name="System")
COLUMNS = {
    "value": ["value"], "parameters": ["parameters"],
    "data": ["Training dataset size (total)", "Training dataset size (datapoints)"],
    "time": ["Training time (hours)"], "hardware": ["Hardware quantity"], "power": ["Training power draw (W)"],
    "cost": ["Training compute cost (2023 USD)"], "cloud": ["Training compute cost (cloud)"],
    "upfront": ["Training compute cost (upfront)"]}


def comparable(raw):
    if "Notability criteria" in raw:
        raw = raw[raw["Notability criteria"].fillna("").str.strip() != ""]
    return raw[raw["Exclude"].fillna("").str.strip() != "1"] if "Exclude" in raw else raw


def vintage(date, file, **names):
    return Vintage(date, file, keep=comparable, excluded=("wrong", "unverified"), **names)


def folded(text):
    words = re.findall(r"\d+(?:\.\d+)*|[^\W\d_]+|[+#*%&@!?]", unicodedata.normalize("NFKC", text).lower())
    return tuple(re.sub(r"(\.0+)+$", "", word) for word in words)


def figures(row):
    """The release's values by metric, none where unknown or not positive."""
    found = {}
    for metric, columns in COLUMNS.items():
        for column in columns:
            if column in row and row[column] > 0:
                found[metric] = row[column]
                break
    return found


def likeness(before, after):
    """How sure it is that two releases are one, smaller is surer; none where they are not."""
    days = abs((before["date"] - after["date"]).days)
    shared = before["owners"] & after["owners"]
    common = before["figures"].keys() & after["figures"].keys()
    agree = {m for m in common if abs(before["figures"][m] - after["figures"][m]) <= 1e-3 * max(before["figures"][m], after["figures"][m])}
    differ = common - agree
    if before["folded"] == after["folded"]:
        if shared or not before["owners"] or not after["owners"]:
            return (0 if before["name"] == after["name"] else 1, 0, days)
        return (2, 0, days) if days <= 31 or (agree and not differ) else None
    if days > 31 or not shared or not agree & {"value", "parameters"}:
        return None
    words, others = set(before["folded"]), set(after["folded"])
    if (words <= others or others <= words) and len(agree) > len(differ):
        return (3, -len(agree), days)
    return (4, -len(agree), days) if len(agree) >= 2 and not differ else None


def matching(before, after):
    def prepared(rows):
        return [dict(name=row["name"], folded=folded(row["name"]), owners={folded(o) for o in row["organizations"]},
                     date=day(row["parts"], "start", NEVER), figures=figures(row)) for _, row in rows.iterrows()]
    first, second = prepared(before), prepared(after)
    candidates = []
    for i, earlier in enumerate(first):
        for j, later in enumerate(second):
            likely = likeness(earlier, later)
            if likely is not None:
                candidates.append((likely, earlier["name"], later["name"], i, j))
    matched, gone, there = [], set(), set()
    for _, _, _, i, j in sorted(candidates):
        if i not in gone and j not in there:
            gone.add(i)
            there.add(j)
            matched.append((i, j))
    return matched, [i for i in range(len(first)) if i not in gone], [j for j in range(len(second)) if j not in there]


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


def trend(v, cohort, begin, without=()):
    """A trend on a vintage, maybe without releases of some names."""
    t, y, d = select(v.rows[~v.rows["name"].isin(without)], cohort, begin, NEVER, RUN)
    slope, low, high = interval(t, y, d)
    line("trend", cohort, "alphago-zero-and-master" if without else "", v.date, len(y), slope, low, high, fit(t, y).rsquared)


def main():
    alphago = ("alphago zero", "alphago master")
    v = {
        "2022-05-03": vintage("2022-05-03", "epoch-milestones-2022-05-03.csv", **OLD),
        "2022-06-30": vintage("2022-06-30", "epoch-milestones-2022-06-30.csv", **OLD),
        "2023-12-14": vintage("2023-12-14", "epoch-all-2023-12-14.csv", **SYSTEM),
        "2024-05-26": vintage("2024-05-26", "epoch-all-2024-05-26.csv", **SYSTEM),
        "2025-05-20": vintage("2025-05-20", "epoch-notable-2025-05-20.csv"),
        "2025-06-13": vintage("2025-06-13", "epoch-notable-2025-06-13.csv"),
        "2025-06-20": vintage("2025-06-20", "epoch-all-2025-06-20.csv"),
        "2025-11-01": vintage("2025-11-01", "epoch-notable-2025-11-01.csv"),
        "2025-12-02": vintage("2025-12-02", "epoch-notable-2025-12-02.csv"),
        "2026-01-20": vintage("2026-01-20", "epoch-notable-2026-01-20.csv"),
        "2026-06-15": vintage("2026-06-15", "epoch-notable-2026-06-15.csv"),
        "2026-08-19": vintage("2026-08-19", "epoch-notable-2026-08-19.csv"),
    }
    versions()
    print("kind,cohort,which,vintage,n,first,second,third,fourth,fifth")
    for date in ["2022-06-30", "2023-12-14", "2024-05-26", "2025-05-20", "2025-11-01", "2026-08-19"]:
        trend(v[date], "notable", "2010-01-01")
        trend(v[date], "frontier", "2010-01-01")
        trend(v[date], "large-scale", "2015-09-01")
    for date in ["2025-06-20", "2026-08-19"]:
        trend(v[date], "frontier", "2010-01-01", alphago)
    for earlier, later in [("2025-06-13", "2025-06-20"), ("2025-06-20", "2025-11-01"), ("2025-12-02", "2026-01-20"),
                           ("2026-06-15", "2026-08-19")]:
        change(v[earlier], v[later], "frontier", "2010-01-01", NEVER, RUN, RUN)
        change(v[earlier], v[later], "notable", "2010-01-01", NEVER, RUN, RUN)
        change(v[earlier], v[later], "large-scale", "2015-09-01", NEVER, RUN, RUN)
    change(v["2022-05-03"], v["2022-06-30"], "regular-scale", "2010-01-01", NEVER, PAPER, RUN)


if __name__ == "__main__":
    main()
