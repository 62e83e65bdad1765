# Reference numbers for what was known when, made from the published CSV files by Python's standard library alone:
#   python3 known.py FOLDER-OF-THE-CSV-FILES > known.csv
# The version that made the file is in its first line. Every rank, vintage and age is counted anew from its definition.
# Nothing is shared with the Java code.
#   known_to: where coverage of training compute ends in a vintage
#   count: releases of a vintage at or above a threshold, and those with a value
#   delay: of values of the newest vintage, those that reached an age, and the two bounds of those known at it
import calendar, csv, datetime, os, platform, re, sys

FRONTIER_SIZE = 10
ESTABLISHED_YEARS = 3
THRESHOLDS = ["1e23", "1e24", "1e25", "1e26"]
AGES = [0, 1, 2, 3, 4, 6, 9, 12, 18, 24]
DELAYS_FROM = datetime.date(2023, 12, 1)
REJUDGED = (datetime.date(2025, 6, 20), datetime.date(2025, 11, 1))
FIGURES = {
    "value": ["Training compute (FLOP)", "Training compute (FLOPs)"], "parameters": ["Parameters"],
    "data": ["Training dataset size (total)", "Training dataset size (gradients)", "Training dataset size (datapoints)"],
    "time": ["Training time (hours)"], "hardware": ["Hardware quantity"], "power": ["Training power draw (W)"],
    "cost": ["Training compute cost (2023 USD)"], "cloud": ["Training compute cost (cloud)"],
    "upfront": ["Training compute cost (upfront)"]}
AS_OF = {"2025-04-23": "2025-03-14"}


def number(text):
    try:
        value = float(re.sub("[$,]", "", text))
        return value if 0 < value < float("inf") else None
    except ValueError:
        return None


def dated(text, vintage):
    if re.fullmatch(r"\d{4}(-\d{2}){0,2}", text):
        parts = [int(part) for part in text.split("-")]
    elif re.fullmatch(r"(\d{1,2}/){1,2}\d{4}", text):
        parts = [int(part) for part in reversed(text.split("/"))]
    else:
        return None
    try:
        earliest = datetime.date(*(parts + [1] * (3 - len(parts))))
    except ValueError:
        return None
    middle = datetime.date(*(parts + [[7, 1], [15], []][len(parts) - 1]))
    return None if earliest > vintage else min(middle, vintage)


def names(text):
    text = re.sub(r"University of (California|Maryland), ", r"University of \1 ", text)
    return {name.strip().lower() for name in re.split("[,;]", text) if name.strip()}


def cell(row, *columns):
    return next((row[column].strip() for column in columns if row.get(column) is not None), "")


def read(file):
    label = file[-14:-4]
    vintage = datetime.date.fromisoformat(AS_OF.get(label, label))
    with open(os.path.join(sys.argv[1], file), encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    flagged = "Notability criteria" in rows[0] and any(row["Notability criteria"].strip() for row in rows)
    releases = {}
    for row in rows:
        name = re.sub(r"\s+", " ", cell(row, "Model", "System")).lower()
        date = dated(cell(row, "Publication date"), vintage)
        comparable = cell(row, "Exclude") != "1" and (not flagged or row["Notability criteria"].strip())
        if not name or date is None or not comparable:
            continue
        value = number(cell(row, "Training compute (FLOP)", "Training compute (FLOPs)"))
        trusted = cell(row, "Confidence") not in ("Wrong", "Unverified")
        organizations = names(cell(row, "Organization", "Organization(s)"))
        figures = {metric: number(cell(row, *columns)) for metric, columns in FIGURES.items()}
        release = dict(name=name, date=date, organizations=organizations, value=value if trusted else None,
                       figures={metric: each for metric, each in figures.items() if trusted and each is not None},
                       derivative=bool(cell(row, "Base model")))
        key = (name, cell(row, "Publication date"), tuple(sorted(organizations)))
        if key not in releases or releases[key]["value"] is None:
            releases[key] = release
    return vintage, list(releases.values())


def ranked(releases):
    rivals = [r for r in releases if r["value"] is not None and not r["derivative"]]
    return [r for r in rivals
            if sum(o["date"] <= r["date"] and o["value"] > r["value"] for o in rivals) < FRONTIER_SIZE]


def years_before(date, years):
    last = calendar.monthrange(date.year - years, date.month)[1]
    return date.replace(year=date.year - years, day=min(date.day, last))


def known_to(releases):
    frontier = ranked(releases)
    established = [r["date"] for r in frontier
                   if any(years_before(r["date"], ESTABLISHED_YEARS) <= o["date"] < r["date"]
                          and o["organizations"] & r["organizations"] for o in frontier)]
    return max(established)


def months_after(date, months):
    month = date.month - 1 + months
    year, month = date.year + month // 12, month % 12 + 1
    return datetime.date(year, month, min(date.day, calendar.monthrange(year, month)[1]))


def folded(name):
    """The words and numbers of a name, trailing zeros left out."""
    return [re.sub(r"(\.0+)+$", "", word) for word in re.findall(r"\d+(?:\.\d+)*|[^\W\d_]+|[+#*%&@!?$]", name)]


def likeness(before, after):
    """How sure it is that two releases are one, smaller is surer; none where they are not."""
    days = abs((before["date"] - after["date"]).days)
    shared = before["organizations"] & after["organizations"]
    common = before["figures"].keys() & after["figures"].keys()
    agree = {m for m in common if abs(before["figures"][m] - after["figures"][m])
             <= 1e-3 * max(before["figures"][m], after["figures"][m])}
    differ = common - agree
    if folded(before["name"]) == folded(after["name"]):
        if shared or not before["organizations"] or not after["organizations"]:
            return 0 if before["name"] == after["name"] else 1, 0, days
        return (2, 0, days) if days <= 31 or (agree and not differ) else None
    if days > 31 or not shared or not agree & {"value", "parameters"}:
        return None
    words, others = set(folded(before["name"])), set(folded(after["name"]))
    if (words <= others or others <= words) and len(agree) > len(differ):
        return 3, -len(agree), days
    return (4, -len(agree), days) if len(agree) >= 2 and not differ else None


def matched(listed, releases):
    """For each release the one of an earlier vintage that it is, the surest pairs first; none where there is none."""
    pairs = sorted((likely, i, j) for i, release in enumerate(releases) for j, earlier in enumerate(listed)
                   for likely in [likeness(earlier, release)] if likely)
    found, taken = {}, set()
    for _, i, j in pairs:
        if i not in found and j not in taken:
            found[i] = listed[j]
            taken.add(j)
    return [found.get(i) for i in range(len(releases))]


def delays(cohort, chosen, span, matches):
    dates = [vintage for vintage, _ in span]
    sightings = []
    for place, release in enumerate(span[-1][1]):
        if release["value"] is None or release["date"] < dates[0] or not any(release is each for each in chosen):
            continue
        seen = [match[place] for match in matches] + [release]
        listed = next(i for i, each in enumerate(seen) if each)
        valued = next(i for i, each in enumerate(seen) if each and each["value"] is not None)
        before = dates[listed - 1] if listed else None
        if before and release["date"] <= before and before < REJUDGED[1] and dates[listed] > REJUDGED[0]:
            continue
        sightings.append((release["date"], valued))
    for age in AGES:
        reached = [(months_after(date, age), i) for date, i in sightings if months_after(date, age) <= dates[-1]]
        least = sum(dates[i] <= then for then, i in reached)
        most = sum(i == 0 or dates[i - 1] < then for then, i in reached)
        print("delay", dates[-1], cohort, age, len(reached), least, most, sep=",")


vintages = sorted((read(file) for file in os.listdir(sys.argv[1]) if "large-scale" not in file), key=lambda v: v[0])
print("# Python", platform.python_version())
print("kind,vintage,of,at,first,second,third")
for vintage, releases in vintages:
    print("known_to", vintage, "", "", known_to(releases), "", "", sep=",")
for vintage, releases in vintages:
    values = [r["value"] for r in releases if r["value"] is not None]
    for threshold in THRESHOLDS:
        print("count", vintage, "", threshold, sum(v >= float(threshold) for v in values), len(values), "", sep=",")
span = [v for v in vintages if v[0] >= DELAYS_FROM]
matches = [matched(listed, span[-1][1]) for _, listed in span[:-1]]
delays("all", span[-1][1], span, matches)
delays("frontier", ranked(span[-1][1]), span, matches)
