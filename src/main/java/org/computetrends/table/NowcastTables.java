package org.computetrends.table;

import java.util.function.Function;
import org.computetrends.domain.Nowcast;
import org.computetrends.domain.NowcastFit;
import org.computetrends.stats.ClusteredRegression;
import org.computetrends.stats.ClusteredRegression.PredictionErrors;
import org.computetrends.stats.Interval;
import org.computetrends.stats.StudentPrediction;
import org.jspecify.annotations.Nullable;

/**
 * The tables {@code nowcasts}, with estimates of unpublished training compute, and {@code nowcast_scores}, with their
 * accuracy.
 */
public final class NowcastTables {
    private static final String FEATURES =
            "The features, joined by +: date, domain, metrics, benchmark_index. A domain is a column if at"
                    + " least ten releases have it and ten do not, up to the 20 commonest; the rarest is left out where columns would"
                    + " be linearly dependent.";

    public static final RecordTable<Nowcast> NOWCASTS = RecordTable.<Nowcast>named(
                    "nowcasts",
                    "An estimate of the unknown training compute of a release from its"
                            + " known features. Intervals are wide, and estimates are too low for closed frontier systems,"
                            + " because their compute is withheld, not missing by chance. No trend, frontier or record uses"
                            + " these estimates. Empty where not all releases are in memory.")
            .text("release_id", Nowcast::releaseId)
            .references("releases", "release_id")
            .meaning("The release.")
            .flag("look_ahead", Nowcast::isLookAhead)
            .meaning("Whether the row is a second estimate that uses a benchmark index,"
                    + " which was measured after the release.")
            .key()
            .text("model", Nowcast::name)
            .meaning("The system's name.")
            .date("published_on", Nowcast::publishedOn)
            .meaning("Date of publication; imputed where known to its month or year.")
            .text("metric", Nowcast::metric)
            .meaning("The metric of training compute.")
            .oneOf("status", nowcast -> nowcast.fit().status(), NowcastFit.Status.values())
            .meaning("Status of the regression: FITTED; FEW_RELEASES, with fewer than 50; or NOT_FITTED, with fewer"
                    + " than 30, too few organizations, or linearly dependent columns: no estimate.")
            .text("era", nowcast -> nowcast.fit().era())
            .meaning("The era of the regression's releases; none for releases in no era.")
            .text("features", nowcast -> nowcast.fit().features())
            .meaning("The features used: a row of `nowcast_scores` with this era. " + FEATURES)
            .count("n", nowcast -> (long) nowcast.fit().n())
            .meaning("Releases in the regression.")
            .optionalNumber("log10_compute", Nowcast::log10Flop, StudentPrediction::location)
            .meaning("Median of log10 of the release's compute in FLOP; null where not fitted.")
            .optionalNumber("ci80_low", centralInterval(0.8, Interval::low))
            .meaning("80% interval of one release, lower end, log10 of FLOP.")
            .optionalNumber("ci80_high", centralInterval(0.8, Interval::high))
            .meaning("80% interval of one release, upper end, log10 of FLOP.")
            .optionalNumber("ci95_low", centralInterval(0.95, Interval::low))
            .meaning("95% interval of one release, lower end, log10 of FLOP.")
            .optionalNumber("ci95_high", centralInterval(0.95, Interval::high))
            .meaning("95% interval of one release, upper end, log10 of FLOP.")
            .build();

    public static final RecordTable<NowcastFit.Score> NOWCAST_SCORES = RecordTable.<NowcastFit.Score>named(
                    "nowcast_scores",
                    "The accuracy of estimates of compute from a set of features: for organizations left out, and"
                            + " for releases whose compute a later vintage has. Empty where not all releases are in memory.")
            .text("era", score -> score.fit().era())
            .meaning("The era of the releases; none for releases in no era.")
            .text("features", score -> score.fit().features())
            .meaning(FEATURES)
            .key()
            .flag("look_ahead", score -> score.fit().isLookAhead())
            .meaning("Whether a benchmark index, measured after the releases, is among the features.")
            .oneOf("status", score -> score.fit().status(), NowcastFit.Status.values())
            .meaning("Status of the regression: FITTED; FEW_RELEASES, with fewer than 50; or"
                    + " NOT_FITTED, with fewer than 30, too few organizations, or linearly dependent columns: no"
                    + " estimate uses these features.")
            .text("terms", score -> score.fit().terms())
            .meaning("The columns of the regression of log10 of compute besides the constant, joined by commas: years,"
                    + " log10 of metrics, benchmark_index and domains; empty where not fitted.")
            .count("n", score -> (long) score.fit().n())
            .meaning("Releases with known compute and features.")
            .count("n_organizations", score -> (long) score.fit().organizations())
            .meaning("Distinct first-named organizations of the n releases; a release that names none counts as one.")
            .optionalNumber("residual_sd_oom", regression(ClusteredRegression::residualSd))
            .meaning("Residual standard deviation, OOM; null where not fitted.")
            .optionalNumber("left_out_rmse_oom", regression(fit -> fit.leftOut().rootMeanSquare()))
            .meaning("Root mean square error of leave-one-organization-out predictions, OOM.")
            .optionalNumber(
                    "left_out_coverage80", regression(fit -> fit.leftOut().coverage80()))
            .meaning("Share of releases inside the 80% intervals of leave-one-organization-out predictions.")
            .optionalNumber(
                    "left_out_coverage80_p_value",
                    regression(fit -> fit.leftOut().coverage80PValue()))
            .meaning("P-value of the exact binomial test that left_out_coverage80 is 80%, with releases taken as"
                    + " independent.")
            .optionalNumber("frontier_mean_error_oom", NowcastFit.Score::frontierError)
            .meaning("Mean of the value minus its leave-one-organization-out prediction, over releases of the frontier,"
                    + " OOM.")
            .count("later_n", score -> (long) score.later().n())
            .meaning("Releases whose compute became known by this vintage, and was estimated from these features on the"
                    + " last vintage without it.")
            .optionalNumber("later_rmse_oom", later(PredictionErrors::rootMeanSquare))
            .meaning("Root mean square error of the later_n estimates, OOM.")
            .optionalNumber("later_mean_error_oom", later(PredictionErrors::mean))
            .meaning("Mean of compute minus estimate over the later_n releases, OOM.")
            .optionalNumber("later_coverage80", later(PredictionErrors::coverage80))
            .meaning("Share of the later_n releases inside the 80% intervals of their estimates.")
            .optionalNumber("later_coverage80_p_value", later(PredictionErrors::coverage80PValue))
            .meaning("P-value of the exact binomial test that later_coverage80 is 80%, with releases taken as"
                    + " independent.")
            .build();

    private NowcastTables() {}

    private static Function<Nowcast, @Nullable Object> centralInterval(double level, Function<Interval, Double> end) {
        return RecordTable.ofPart(Nowcast::log10Flop, estimate -> end.apply(estimate.centralInterval(level)));
    }

    private static Function<NowcastFit.Score, @Nullable Object> regression(
            Function<ClusteredRegression, Double> value) {
        return RecordTable.ofPart(score -> score.fit().regression(), value);
    }

    private static Function<NowcastFit.Score, @Nullable Object> later(Function<PredictionErrors, Double> value) {
        return score -> value.apply(score.later());
    }
}
