# By how much groups trail others, and who makes the frontier, by NumPy from the shipped releases, for LeadsIT: prints leads.csv.
#   python leads.py > leads.csv                          (needs duckdb, numpy)
#   python leads.py concentration > concentration.csv
import datetime
import os
import sys

import duckdb
import numpy as np

from dates import day

here = os.path.dirname(os.path.abspath(__file__))
MONTH, YEAR = 30.4375, 365.25
ORIGIN = datetime.date(2000, 1, 1)


def load(vintage):
    rows = duckdb.sql(
        f"""select model, published_on, date_precision, training_compute_flop, organizations, countries, domains,
            accessibility, base_model, confidence, notable and not coalesce(excluded, false)
            from '{here}/../../../../data/releases/vintage={vintage}/releases.parquet' where training_compute_flop > 0"""
    ).fetchall()
    lower = lambda texts: [text.lower() for text in texts or []]
    releases = [
        {
            "id": row[0].lower(),
            "day": min(day(row[1], row[2]), datetime.date.fromisoformat(vintage)),
            "value": row[3],
            "organization": lower(row[4]),
            "country": lower(row[5]),
            "domain": lower(row[6]),
            "accessibility": lower([row[7]] if row[7] else []),
            "derived": row[8] is not None,
        }
        for row in rows
        if row[9] not in ("UNVERIFIED", "WRONG") and row[10]
    ]
    return sorted(releases, key=lambda release: (release["day"], release["id"]))


def records(releases):
    ranked = [r for r in releases if not r["derived"]]
    return [
        r for r in ranked
        if all(o["value"] < r["value"] for o in ranked if o["day"] < r["day"])
        and all(o["value"] <= r["value"] for o in ranked if o["day"] == r["day"])
    ]


def frontier(releases):
    ranked = [r for r in releases if not r["derived"]]
    return [r for r in ranked if sum(o["value"] > r["value"] for o in ranked if o["day"] <= r["day"]) < 10]


years = lambda date: (date - ORIGIN).days / YEAR
OPEN = ("open weights", "open access", "open source", "fully open-source", "permissive license", "weights available")
is_open = lambda r: any(a.startswith(OPEN) for a in r["accessibility"])
is_closed = lambda r: r["accessibility"] and not is_open(r)
is_chinese = lambda r: "china" in r["country"]
language = lambda releases: [r for r in frontier(releases) if "language" in r["domain"]]
LEADS = {
    "open-after-closed": (records, is_closed, "2018-01-01", is_open, "2018-01-01"),
    "china-after-rest": (language, lambda r: not is_chinese(r), "2018-01-01", is_chinese, "2021-10-01"),
}


def line(group):
    slope, intercept = np.polyfit([years(r["day"]) for r in group], np.log10([r["value"] for r in group]), 1)
    return intercept, slope


def resampled(group, random):
    clusters = {}
    for r in group:
        clusters.setdefault(r["organization"][0] if r["organization"] else "release " + r["id"], []).append(r)
    names = list(clusters)
    while True:
        drawn = [r for i in random.integers(0, len(names), len(names)) for r in clusters[names[i]]]
        if len({r["day"] for r in drawn}) > 1:
            return drawn


def distances(leader, follower, time):
    (a, b), (c, d) = line(leader), line(follower)
    gap = a + b * time - c - d * time
    # A line that falls never gets there, or was never there.
    months = lambda slope: YEAR / MONTH * gap / slope if slope > 0 else np.copysign(np.inf, gap)
    return gap, months(b), months(d)


def leads():
    print(
        "lead,vintage,on,n_leader,n_follower,slope_leader,slope_follower,gap,behind,catch_up,average,behind_low,behind_high,"
        "record,match,staircase,records,unmatched,record_lag,record_lag_low,record_lag_high"
    )
    for name, (cohort, leads, leads_from, follows, follows_from) in LEADS.items():
        for vintage in ["2024-08-28", "2024-11-22", "2025-02-24", "2026-08-19"]:
            releases = [r for r in load(vintage) if r["id"] not in ("alphago zero", "alphago master")]
            all_leader = cohort([r for r in releases if leads(r)])
            all_follower = cohort([r for r in releases if follows(r)])
            leader = [r for r in all_leader if str(r["day"]) >= leads_from]
            follower = [r for r in all_follower if str(r["day"]) >= follows_from]
            first = max(leader[0]["day"], follower[0]["day"])
            last = min(leader[-1]["day"], follower[-1]["day"])
            middle = (years(first) + years(last)) / 2
            best, lags, unmatched = 0, [], 0
            for r in all_follower:
                if r["value"] > best and str(r["day"]) >= follows_from:
                    match = [o for o in all_leader if o["value"] >= r["value"]]
                    unmatched += not match
                    lags += [(r["day"] - match[0]["day"]).days / MONTH] if match else []
                best = max(best, r["value"])
            random = np.random.default_rng(1)
            means = np.mean(random.choice(lags, (100000, len(lags))), axis=1)
            draws = [(resampled(leader, random), resampled(follower, random)) for _ in range(4000)]
            dates = [datetime.date(y, 1, 1) for y in range(first.year + 1, last.year + 1)]
            for on in [d for d in dates if d < last] + [last]:
                gap, behind, catch_up = distances(leader, follower, years(on))
                low = high = ""
                if on == last:
                    drawn = [distances(l, f, years(on))[1] for l, f in draws]
                    low, high = np.quantile(drawn, [0.025, 0.975])
                largest = max((r for r in all_follower if r["day"] <= on), key=lambda r: r["value"])
                match = [o for o in all_leader if o["value"] >= largest["value"]][0]
                print(
                    name, vintage, on, len(leader), len(follower), line(leader)[1], line(follower)[1], gap, behind, catch_up,
                    distances(leader, follower, middle)[1], low, high, largest["id"], match["id"],
                    (on - match["day"]).days / MONTH, len(lags) + unmatched, unmatched, np.mean(lags),
                    *np.quantile(means, [0.025, 0.975]), sep=",",
                )  # fmt: skip


def concentration():
    vintage = datetime.date(2026, 8, 19)
    releases = load(str(vintage))
    ranked = [r for r in releases if not r["derived"]]
    print("table,grouping,key,value,a,b,c,d")
    for year in range(2018, 2027):
        of_year = [r for r in frontier(releases) if r["day"].year == year]
        largest = [r for r in records(releases) if r["day"].year == year]
        for grouping in ["organization", "country"]:
            owners = lambda r: sorted(set(r[grouping])) or ["unknown"]
            for value in sorted({owner for r in of_year for owner in owners(r)}):
                part = lambda rs, what: sum(what(r) / len(owners(r)) for r in rs if value in owners(r))
                print(
                    "concentration", grouping, year, value.replace(",", ";"), part(of_year, lambda r: 1),
                    part(of_year, lambda r: 1) / len(of_year),
                    part(of_year, lambda r: r["value"]) / sum(r["value"] for r in of_year),
                    part(largest, lambda r: 1) / len(largest) if largest else "", sep=",",
                )  # fmt: skip
        end = min(datetime.date(year, 12, 31), vintage)
        so_far = [r for r in ranked if r["day"] <= end]
        top = sorted((r["value"] for r in so_far), reverse=True)
        first = min(r["day"] for r in ranked if r["value"] >= top[9])
        print("frontier_gaps", "", year, "", top[0], top[9], np.log10(top[0] / top[9]), (end - first).days / MONTH, sep=",")
        for threshold in [1e24, 1e25, 1e26]:
            above = [r for r in so_far if r["value"] >= threshold]
            months = (above[9]["day"] - above[0]["day"]).days / MONTH if len(above) >= 10 else ""
            names = lambda what: len({name for r in above for name in r[what]})
            if above:
                print(
                    "threshold_reaches", threshold, year, "", len(above), names("organization"), names("country"), months,
                    sep=",",
                )  # fmt: skip


if "concentration" in sys.argv:
    concentration()
else:
    leads()
