# Trends over attributes by statsmodels from the shipped releases, for FitCommandIT: prints fits.csv.
#   python fits.py > fits.csv        (needs duckdb, numpy, statsmodels)
# Conditions are written out as SQL; line, errors and influence are statsmodels'. CR3 is the jackknife over organizations.
import os

import duckdb
import numpy as np
import statsmodels.api as sm
from scipy import stats
from statsmodels.stats.outliers_influence import OLSInfluence

here = os.path.dirname(os.path.abspath(__file__))
file = os.path.join(here, "../../../../data/releases/vintage=2026-08-19/releases.parquet")
has = lambda column, *values: " or ".join(f"list_contains(list_transform(coalesce({column}, []), x -> lower(x)), '{v}')" for v in values)
QUESTIONS = [
    ("training_compute", "domain=language", "2018-01-01", "2025-01-01", has("domains", "language")),
    ("training_compute", "domain=language;organization!=openai", "2020-01-01", "2025-01-01",
     f"({has('domains', 'language')}) and not ({has('organizations', 'openai')})"),
    ("training_compute", "domain=vision,image generation", "2015-01-01", "2024-01-01", has("domains", "vision", "image generation")),
    ("parameters", "country!=united states of america,china", "2016-06-15", "2024-06-15",
     f"not ({has('countries', 'united states of america', 'china')})"),
    ("dataset_size", "accessibility!=unreleased", "2017-01-01", "2026-01-01", "coalesce(lower(accessibility), '') <> 'unreleased'"),
    ("training_compute", "confidence=confident,likely", "2019-01-01", "2025-07-01", "lower(confidence) in ('confident', 'likely')"),
    ("training_cost", "country=united states of america;confidence!=speculative", "2016-01-01", "2025-01-01",
     f"({has('countries', 'united states of america')}) and coalesce(lower(confidence), '') <> 'speculative'"),
]
COLUMNS = {"training_compute": "training_compute_flop", "training_cost": "training_cost_usd"}
months = lambda slope: 12 * np.log10(2) / slope
print("metric,cohort,from,to,n,first,last,slope,r_squared,months,classical,classical_low,classical_high,"
      "hc3,hc3_low,hc3_high,cr3,cr3_low,cr3_high,model,cooks_distance,months_without,without_value")
for metric, cohort, begin, end, condition in QUESTIONS:
    value = COLUMNS.get(metric, metric)
    analysed = f"""from (select *, case date_precision when 'MONTH' then date_trunc('month', published_on) + interval 14 day
        when 'YEAR' then date_trunc('year', published_on) + interval (date_diff('day', date_trunc('year', published_on),
        make_date(year(published_on), 7, 1))) day else published_on end as day from '{file}')
        where notable and not coalesce(excluded, false) and coalesce(confidence, '') not in ('UNVERIFIED', 'WRONG')"""
    rows = duckdb.sql(f"""select day::date, log10({value}), coalesce(organizations[1], 'release ' || model), model {analysed}
        and {value} > 0 and day >= '{begin}' and day < '{end}' and ({condition}) order by 1, 4""").fetchall()
    without = duckdb.sql(f"select count(*) {analysed} and not coalesce({value} > 0, false)").fetchone()[0]
    time = np.array([(row[0] - __import__("datetime").date(2000, 1, 1)).days / 365.25 for row in rows])
    x, y = sm.add_constant(time), np.array([row[1] for row in rows])
    group = np.array([row[2] for row in rows])
    line = sm.OLS(y, x).fit()
    slope, n = line.params[1], len(y)
    groups = np.unique(group)
    jackknife = [sm.OLS(y[group != g], x[group != g]).fit().params[1] for g in groups]
    errors = [line.bse[1], line.HC3_se[1], np.sqrt((len(groups) - 1) / len(groups) * sum((np.array(jackknife) - slope) ** 2))]
    cells = []
    for error, degrees in zip(errors, [n - 2, n - 2, min(len(groups) - 1, n - 2)]):
        width = stats.t.ppf(0.975, degrees) * error
        cells += [error, months(slope + width), months(slope - width)]
    cook = OLSInfluence(line).cooks_distance[0]
    most = int(np.argmax(cook))
    others = np.arange(n) != most
    print(",".join(str(cell) if "," not in str(cell) else '"' + str(cell) + '"' for cell in [
        metric, cohort, begin, end, n, rows[0][0], rows[-1][0], slope, line.rsquared, months(slope), *cells,
        rows[most][3], cook[most], months(sm.OLS(y[others], x[others]).fit().params[1]), without]))
