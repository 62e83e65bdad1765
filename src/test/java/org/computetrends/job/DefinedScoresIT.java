package org.computetrends.job;

import static org.computetrends.job.RowConditions.equal;
import static org.computetrends.job.RowConditions.near;
import static org.computetrends.job.RowConditions.requireEverywhere;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Scores, forecasts and odds of the default run against their definitions, as in {@link DefinedColumnsIT}. */
class DefinedScoresIT {
    private static final List<String> QUANTILES = List.of("p02_5", "p10", "p25", "p50", "p75", "p90", "p97_5");

    @BeforeAll
    static void tables() {
        RowConditions.registerTables();
    }

    @Test
    void forecastsAreScoredAsDefined() {
        requireEverywhere(
                "backtests",
                List.of(
                        equal("error", "p50 - actual"),
                        equal("abs_error", "abs(p50 - actual)"),
                        "in50 = (actual between p25 and p75)",
                        "in80 = (actual between p10 and p90)",
                        "in95 = (actual between p02_5 and p97_5)",
                        equal("width50", "p75 - p25"),
                        equal("width80", "p90 - p10"),
                        equal("width95", "p97_5 - p02_5"),
                        "target_date = add_months(origin, horizon_months)",
                        "horizon_years * 12 = horizon_months",
                        "crps >= 0",
                        near("pinball", pinball()),
                        "(status = 'SCORED') = (crps is not null)",
                        "(status = 'SCORED') = (in80 is not null)"));
        requireEverywhere(
                "(select method, metric, target, mode, scored_on, horizon_months, count(*) as count, avg(error) as e,"
                        + " avg(abs_error) as a, sqrt(avg(error * error)) as r, avg(int(in50)) as c50,"
                        + " avg(int(in80)) as c80, avg(int(in95)) as c95, avg(width80) as w, avg(crps) as c,"
                        + " avg(pinball) as p, sum(int(provisional)) as v"
                        + " from backtests where status = 'SCORED' group by all) b"
                        + " join backtest_summary s on s.method = b.method and s.metric = b.metric"
                        + " and s.target = b.target and s.mode = b.mode and s.scored_on = b.scored_on"
                        + " and s.horizon_months = b.horizon_months and s.against = 'none'",
                List.of(
                        "n = count",
                        "n_provisional = v",
                        near("bias", "e"),
                        near("mean_abs_error", "a"),
                        near("rmse", "r"),
                        near("coverage50", "c50"),
                        near("coverage80", "c80"),
                        near("coverage95", "c95"),
                        near("mean_width80", "w"),
                        near("s.crps", "c"),
                        near("s.pinball", "p"),
                        "n_windows between 1 and n",
                        "evidence = (n_windows > 3)"));
        requireEverywhere(
                "backtest_summary",
                List.of("relative_crps between relative_crps_ci90_low and relative_crps_ci90_high"));
        for (String table : List.of("forecasts", "forecast_crossings")) {
            requireScoresOf(table, "backtest", "hindsight");
            requireScoresOf(table, "real_time", "real-time");
        }
    }

    /** Requires that a table's columns with a prefix are the scores of the summary in a mode. */
    private static void requireScoresOf(String table, String prefix, String mode) {
        requireEverywhere(
                table + " f join backtest_summary s on s.method = f.method and s.metric = f.metric"
                        + " and s.target = f.target and s.mode = '" + mode
                        + "' and s.scored_on = 'final' and s.against = 'none' and s.horizon_months = f." + prefix
                        + "_horizon_months",
                List.of(
                        prefix + "_n = s.n",
                        prefix + "_windows = n_windows",
                        equal(prefix + "_bias", "bias"),
                        equal(prefix + "_crps", "crps"),
                        equal(prefix + "_coverage80", "coverage80")));
    }

    @Test
    void oddsAreProbabilitiesOfNestedEvents() {
        requireEverywhere(
                "(select *, lag(probability) over (partition by metric, event, scenario, method, origin_vintage, before"
                        + " order by threshold) as of_lower, lag(probability) over (partition by metric, event, scenario,"
                        + " method, origin_vintage, threshold order by before) as of_earlier from odds)",
                List.of(
                        "probability <= of_lower",
                        "probability >= of_earlier",
                        "status <> 'OBSERVED' or event <> 'published' or probability = 1",
                        "(monte_carlo_error is null) = (probability is null)",
                        "monte_carlo_error <= 0.5"));
        requireEverywhere(
                "odds d join odds p on p.metric = d.metric and p.scenario = d.scenario and p.method = d.method"
                        + " and p.origin_vintage = d.origin_vintage and p.threshold = d.threshold and p.before = d.before"
                        + " and p.event = 'published' and d.event = 'in_database'",
                List.of("d.probability <= p.probability + 1e-12"));
        requireEverywhere(
                "odds_backtest",
                List.of(
                        near("brier", "pow(probability - if(crossed_on < before, 1, 0), 2)"),
                        "before = add_months(origin_vintage, lead_months)"));
        requireEverywhere(
                "(select metric, method, lead_months, count(*) as count, count(distinct origin_vintage) as o,"
                        + " avg(probability) as p, avg(if(crossed_on < before, 1, 0)) as h, avg(brier) as b"
                        + " from odds_backtest group by all) q join odds_backtest_summary s on s.metric = q.metric"
                        + " and s.method = q.method and s.lead_months = q.lead_months and s.probabilities = 'all'",
                List.of(
                        "n = count",
                        "n_origins = o",
                        near("mean_probability", "p"),
                        near("share_happened", "h"),
                        near("s.brier", "b"),
                        near("relative_brier", "try_divide(s.brier, brier_benchmark)")));
    }

    /** The mean over the seven quantiles of a row of {@code backtests}. */
    private static String pinball() {
        List<String> losses = QUANTILES.stream()
                .map(name -> {
                    double level = Double.parseDouble(name.substring(1).replace('_', '.')) / 100;
                    return "greatest(" + level + " * (actual - " + name + "), " + (level - 1) + " * (actual - " + name
                            + "))";
                })
                .toList();
        return "(" + String.join(" + ", losses) + ") / " + losses.size();
    }
}
