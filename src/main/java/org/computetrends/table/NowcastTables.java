package org.computetrends.table;

import static org.computetrends.table.Column.count;
import static org.computetrends.table.Column.number;
import static org.computetrends.table.Column.required;
import static org.computetrends.table.Column.text;

import java.util.function.Function;
import org.apache.spark.sql.types.DataTypes;
import org.computetrends.domain.Nowcast;
import org.computetrends.domain.NowcastFit;
import org.computetrends.stats.ClusteredRegression;
import org.computetrends.stats.ClusteredRegression.LeftOut;
import org.computetrends.stats.StudentPrediction;
import org.jspecify.annotations.Nullable;

/** Estimates of training compute that is not known, and how good such estimates are. */
public final class NowcastTables {
    private static final String FEATURES =
            "The set, joined by +: date, domain, metrics, benchmark_index. A domain is a column where ten"
                    + " releases or more have it and as many have not, the rarest not where columns would depend on one another.";

    public static final RecordTable<Nowcast> NOWCASTS = RecordTable.<Nowcast>named(
                    "nowcasts",
                    "An estimate of the training compute of a release that has none, from what is known of it: wide, and too low"
                            + " for closed frontier systems, whose compute is withheld and not missing by chance. In no trend,"
                            + " frontier or record. Empty where not all releases are in memory.")
            .key(text("release_id", "The release.").in("releases", "release_id"), Nowcast::releaseId)
            .key(
                    required(
                            "look_ahead",
                            DataTypes.BooleanType,
                            "Whether it rests on a benchmark index, which was measured after the release: a second estimate."),
                    Nowcast::isLookAhead)
            .column(text("model", "The system's name."), Nowcast::name)
            .column(
                    required(
                            "published_on",
                            DataTypes.DateType,
                            "Date of publication; imputed where known to its month or year."),
                    Nowcast::publishedOn)
            .column(text("metric", "The metric of training compute, which has no value."), Nowcast::metric)
            .column(
                    text(
                                    "status",
                                    "Of the regression: FITTED; FEW_RELEASES, of fewer than 50; or NOT_FITTED, no estimate: of"
                                            + " fewer than 30, of too few organizations, or of columns that depend on one another.")
                            .oneOf(NowcastFit.Status.values()),
                    nowcast -> nowcast.fit().status().name())
            .column(
                    text("era", "The era whose releases the regression is of; none for releases in no era."),
                    nowcast -> nowcast.fit().era())
            .column(
                    text("features", "What it rests on: a row of `nowcast_scores` with this era. " + FEATURES),
                    nowcast -> nowcast.fit().features())
            .column(count("n", "Releases that the regression is of."), nowcast ->
                    (long) nowcast.fit().n())
            .column(
                    number("log10_compute", "Median of log10 of its compute in FLOP; null where not fitted."),
                    estimate(StudentPrediction::location))
            .column(
                    number("ci80_low", "80% interval of one release, lower end, log10 of FLOP."),
                    estimate(each -> each.central(0.8).low()))
            .column(
                    number("ci80_high", "Upper end."),
                    estimate(each -> each.central(0.8).high()))
            .column(
                    number("ci95_low", "95% interval of one release, lower end, log10 of FLOP."),
                    estimate(each -> each.central(0.95).low()))
            .column(
                    number("ci95_high", "Upper end."),
                    estimate(each -> each.central(0.95).high()))
            .build();

    public static final RecordTable<NowcastFit.Score> NOWCAST_SCORES = RecordTable.<NowcastFit.Score>named(
                    "nowcast_scores",
                    "How good estimates of compute from a set of features are: for organizations left out, and for releases whose"
                            + " compute came in a later vintage. Empty where not all releases are in memory.")
            .key(
                    text("era", "The era of the releases; none for releases in no era."),
                    score -> score.fit().era())
            .key(text("features", FEATURES), score -> score.fit().features())
            .column(
                    required(
                            "look_ahead",
                            DataTypes.BooleanType,
                            "Whether a benchmark index is among them, which was measured after the releases."),
                    score -> score.fit().isLookAhead())
            .column(
                    text(
                                    "status",
                                    "FITTED; FEW_RELEASES, of fewer than 50; or NOT_FITTED, of fewer than 30, of too few"
                                            + " organizations, or of columns that depend on one another: no estimate rests on it.")
                            .oneOf(NowcastFit.Status.values()),
                    score -> score.fit().status().name())
            .column(
                    text(
                            "terms",
                            "The columns of the regression of log10 of compute beside the constant, joined by commas: log10 of metrics, and domains."),
                    score -> score.fit().terms())
            .column(count("n", "Releases of which compute and all of the set are known."), score ->
                    (long) score.fit().n())
            .column(
                    count(
                            "n_organizations",
                            "Their first-named organizations; a release that names none counts as one."),
                    score -> (long) score.fit().organizations())
            .column(
                    number("residual_sd_oom", "Spread of releases about the regression, OOM; null where not fitted."),
                    regression(ClusteredRegression::residualSd))
            .column(
                    number(
                            "left_out_rmse_oom",
                            "Root mean square distance of releases from what those of all other organizations say of them, OOM."),
                    regression(fit -> fit.leftOut().rootMeanSquare()))
            .column(
                    number("left_out_coverage80", "Share of releases inside the 80% intervals that those give."),
                    regression(fit -> fit.leftOut().coverage80()))
            .column(
                    number(
                            "left_out_coverage80_p_value",
                            "Exact binomial test that this share is 80%, releases taken as independent."),
                    regression(fit -> fit.leftOut().coverage80PValue()))
            .column(
                    number(
                            "frontier_mean_error_oom",
                            "Mean distance of releases of the frontier above what other organizations' releases say of them, OOM."),
                    NowcastFit.Score::frontierError)
            .column(
                    count(
                            "later_n",
                            "Releases whose compute this vintage has, and that the last vintage without it estimated from this set."),
                    score -> (long) score.later().n())
            .column(
                    number("later_rmse_oom", "Root mean square distance of their compute from those estimates, OOM."),
                    later(LeftOut::rootMeanSquare))
            .column(
                    number("later_mean_error_oom", "Mean distance of their compute above those estimates, OOM."),
                    later(LeftOut::mean))
            .column(
                    number("later_coverage80", "Share of them inside the 80% intervals of those estimates."),
                    later(LeftOut::coverage80))
            .column(
                    number(
                            "later_coverage80_p_value",
                            "Exact binomial test that this share is 80%, releases taken as independent."),
                    later(LeftOut::coverage80PValue))
            .build();

    private NowcastTables() {}

    private static Function<Nowcast, @Nullable Object> estimate(Function<StudentPrediction, Double> value) {
        return nowcast -> nowcast.log10Flop() == null ? null : value.apply(nowcast.log10Flop());
    }

    private static Function<NowcastFit.Score, @Nullable Object> regression(
            Function<ClusteredRegression, Double> value) {
        return score -> score.fit().regression() == null
                ? null
                : value.apply(score.fit().regression());
    }

    private static Function<NowcastFit.Score, @Nullable Object> later(Function<LeftOut, Double> value) {
        return score -> value.apply(score.later());
    }
}
