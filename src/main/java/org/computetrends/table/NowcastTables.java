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

/** Estimates of unknown training compute, and their accuracy. */
public final class NowcastTables {
    private static final String FEATURES =
            "The features, joined by +: date, domain, metrics, benchmark_index. A domain is a column if at"
                    + " least ten releases have it and at least ten do not; the rarest is left out where columns would"
                    + " be linearly dependent.";

    public static final RecordTable<Nowcast> NOWCASTS = RecordTable.<Nowcast>named(
                    "nowcasts",
                    "An estimate of the unknown training compute of a release from its known features. It is wide,"
                            + " and too low for closed frontier systems, because their compute is withheld, not missing by"
                            + " chance. It is in no trend, frontier or record. Empty where not all releases are in memory.")
            .key(text("release_id", "The release.").in("releases", "release_id"), Nowcast::releaseId)
            .key(
                    required(
                            "look_ahead",
                            DataTypes.BooleanType,
                            "Whether it is a second estimate that uses a benchmark index, which was measured after the"
                                    + " release."),
                    Nowcast::isLookAhead)
            .column(text("model", "The system's name."), Nowcast::name)
            .column(
                    required(
                            "published_on",
                            DataTypes.DateType,
                            "Date of publication; imputed where known to its month or year."),
                    Nowcast::publishedOn)
            .column(text("metric", "The metric of training compute."), Nowcast::metric)
            .column(
                    text(
                                    "status",
                                    "Of the regression: FITTED; FEW_RELEASES, with fewer than 50; or NOT_FITTED, with fewer than 30,"
                                            + " too few organizations, or linearly dependent columns: no estimate.")
                            .oneOf(NowcastFit.Status.values()),
                    nowcast -> nowcast.fit().status().name())
            .column(
                    text("era", "The era of the regression's releases; none for releases in no era."),
                    nowcast -> nowcast.fit().era())
            .column(
                    text("features", "The features used: a row of `nowcast_scores` with this era. " + FEATURES),
                    nowcast -> nowcast.fit().features())
            .column(count("n", "Releases in the regression."), nowcast ->
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
                    "The accuracy of estimates of compute from a set of features: for organizations left out, and"
                            + " for releases whose compute a later vintage has. Empty where not all releases are in memory.")
            .key(
                    text("era", "The era of the releases; none for releases in no era."),
                    score -> score.fit().era())
            .key(text("features", FEATURES), score -> score.fit().features())
            .column(
                    required(
                            "look_ahead",
                            DataTypes.BooleanType,
                            "Whether a benchmark index, measured after the releases, is among the features."),
                    score -> score.fit().isLookAhead())
            .column(
                    text(
                                    "status",
                                    "FITTED; FEW_RELEASES, with fewer than 50; or NOT_FITTED, with fewer than 30, too few"
                                            + " organizations, or linearly dependent columns: no estimate uses it.")
                            .oneOf(NowcastFit.Status.values()),
                    score -> score.fit().status().name())
            .column(
                    text(
                            "terms",
                            "The columns of the regression of log10 of compute in addition to the constant, joined by"
                                    + " commas: log10 of metrics, and domains."),
                    score -> score.fit().terms())
            .column(count("n", "Releases with known compute and features."), score ->
                    (long) score.fit().n())
            .column(
                    count(
                            "n_organizations",
                            "Their distinct first-named organizations; a release that names none counts as one."),
                    score -> (long) score.fit().organizations())
            .column(
                    number("residual_sd_oom", "Residual standard deviation, OOM; null where not fitted."),
                    regression(ClusteredRegression::residualSd))
            .column(
                    number(
                            "left_out_rmse_oom",
                            "Root mean square error of leave-one-organization-out predictions, OOM."),
                    regression(fit -> fit.leftOut().rootMeanSquare()))
            .column(
                    number("left_out_coverage80", "Share of releases inside the 80% intervals of these predictions."),
                    regression(fit -> fit.leftOut().coverage80()))
            .column(
                    number(
                            "left_out_coverage80_p_value",
                            "P-value of the exact binomial test that this share is 80%, with releases taken as independent."),
                    regression(fit -> fit.leftOut().coverage80PValue()))
            .column(
                    number(
                            "frontier_mean_error_oom",
                            "Mean of the value minus its leave-one-organization-out prediction, over releases of the"
                                    + " frontier, OOM."),
                    NowcastFit.Score::frontierError)
            .column(
                    count(
                            "later_n",
                            "Releases with compute in this vintage that the last vintage without it estimated from these"
                                    + " features."),
                    score -> (long) score.later().n())
            .column(
                    number("later_rmse_oom", "Root mean square error of those estimates, OOM."),
                    later(LeftOut::rootMeanSquare))
            .column(
                    number("later_mean_error_oom", "Mean of their compute minus those estimates, OOM."),
                    later(LeftOut::mean))
            .column(
                    number("later_coverage80", "Share of them inside the 80% intervals of those estimates."),
                    later(LeftOut::coverage80))
            .column(
                    number(
                            "later_coverage80_p_value",
                            "P-value of the exact binomial test that this share is 80%, with releases taken as independent."),
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
