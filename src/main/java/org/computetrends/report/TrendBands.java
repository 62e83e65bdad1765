package org.computetrends.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.TimeScale;
import org.computetrends.stats.StudentPrediction;
import org.jspecify.annotations.Nullable;

/**
 * Computes the line of each trend and its 95% confidence band, at equally spaced dates. The band is that of least
 * squares with independent errors, from columns of {@code trends}. Tables of earlier versions lack the column {@code
 * mean_date}; their lines have no band and only two dates.
 */
final class TrendBands {
    /** The number of straight pieces of a band. Its edges are hyperbolas, which look smooth with so many. */
    private static final int BAND_STEPS = 24;

    private TrendBands() {}

    /**
     * A dataset with a row for each trend and date: the line's value, and the ends of the band or null. Trends with an
     * end that is missing or not positive are left out, because they have no logarithm.
     *
     * @param trends rows of the table of trends
     * @param timeScale the run's days in a year, because slopes are per year
     */
    static Dataset dataset(String name, Rows trends, TimeScale timeScale) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (PublishedRow trend : trends.where(row -> isPositive(row, "start_value") && isPositive(row, "end_value"))) {
            LocalDate firstDate = trend.requireDate("first_date");
            LocalDate lastDate = trend.requireDate("last_date");
            Optional<LocalDate> meanDate = Optional.ofNullable(trend.date("mean_date"));
            long days = lastDate.toEpochDay() - firstDate.toEpochDay();
            double startLog10 = Math.log10(trend.requireNumber("start_value"));
            double endLog10 = Math.log10(trend.requireNumber("end_value"));
            int steps = meanDate.isPresent() ? BAND_STEPS : 1;
            for (int step = 0; step <= steps; step++) {
                LocalDate date = firstDate.plusDays(days * step / steps);
                double share = days == 0 ? 0 : (double) (date.toEpochDay() - firstDate.toEpochDay()) / days;
                double lineLog10 = startLog10 + share * (endLog10 - startLog10);
                @Nullable
                Double halfWidth = meanDate.map(mean ->
                                halfWidth(trend, (date.toEpochDay() - mean.toEpochDay()) / timeScale.daysPerYear()))
                        .orElse(null);
                rows.add(Arrays.asList(
                        trend.text("metric"),
                        trend.text("cohort"),
                        trend.text("era"),
                        date,
                        Math.pow(10, lineLog10),
                        halfWidth == null ? null : (Double) Math.pow(10, lineLog10 - halfWidth),
                        halfWidth == null ? null : (Double) Math.pow(10, lineLog10 + halfWidth)));
            }
        }
        return new Dataset(
                name, null, List.of("metric", "cohort", "era", "date", "line", "line95_low", "line95_high"), rows);
    }

    private static boolean isPositive(PublishedRow trend, String column) {
        return trend.has(column) && trend.requireNumber(column) > 0;
    }

    /** Half of the band's width, in orders of magnitude; null without the needed columns or with n below 4. */
    private static @Nullable Double halfWidth(PublishedRow trend, double yearsFromMean) {
        double n = trend.requireNumber("n");
        Double residualSd = trend.number("residual_sd_oom");
        Double slopeSe = trend.number("slope_se");
        if (residualSd == null || slopeSe == null || n < 4) {
            return null;
        }
        double t = new StudentPrediction(0, 1, n - 2).quantile(0.975);
        return t * Math.sqrt(residualSd * residualSd / n + slopeSe * slopeSe * yearsFromMean * yearsFromMean);
    }
}
