package org.computetrends.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.TimeScale;
import org.computetrends.stats.Interval;
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
            long days = trend.requireDate("last_date").toEpochDay() - firstDate.toEpochDay();
            int steps = trend.has("mean_date") ? BAND_STEPS : 1;
            for (int step = 0; step <= steps; step++) {
                rows.add(row(trend, firstDate.plusDays(days * step / steps), timeScale));
            }
        }
        return new Dataset(
                name, null, List.of("metric", "cohort", "era", "date", "line", "line95_low", "line95_high"), rows);
    }

    private static boolean isPositive(PublishedRow trend, String column) {
        return trend.has(column) && trend.requireNumber(column) > 0;
    }

    private static List<@Nullable Object> row(PublishedRow trend, LocalDate date, TimeScale timeScale) {
        double lineLog10 = lineLog10(trend, date);
        Optional<Double> halfWidth = halfWidth(trend, date, timeScale);
        return Arrays.asList(
                trend.text("metric"),
                trend.text("cohort"),
                trend.text("era"),
                date,
                Math.pow(10, lineLog10),
                halfWidth.map(width -> Math.pow(10, lineLog10 - width)).orElse(null),
                halfWidth.map(width -> Math.pow(10, lineLog10 + width)).orElse(null));
    }

    private static double lineLog10(PublishedRow trend, LocalDate date) {
        double startLog10 = Math.log10(trend.requireNumber("start_value"));
        double endLog10 = Math.log10(trend.requireNumber("end_value"));
        long firstDay = trend.requireDate("first_date").toEpochDay();
        long days = trend.requireDate("last_date").toEpochDay() - firstDay;
        double share = days == 0 ? 0 : (double) (date.toEpochDay() - firstDay) / days;
        return startLog10 + share * (endLog10 - startLog10);
    }

    /**
     * Half of the band's width on a date, in orders of magnitude. Empty without the needed columns, or with fewer than
     * two degrees of freedom, with which a band would be too wide to be useful.
     */
    private static Optional<Double> halfWidth(PublishedRow trend, LocalDate date, TimeScale timeScale) {
        double n = trend.requireNumber("n");
        double degreesOfFreedom = n - 2;
        LocalDate meanDate = trend.date("mean_date");
        Double residualSd = trend.number("residual_sd_oom");
        Double slopeSe = trend.number("slope_se");
        if (meanDate == null || residualSd == null || slopeSe == null || degreesOfFreedom < 2) {
            return Optional.empty();
        }
        double years = (date.toEpochDay() - meanDate.toEpochDay()) / timeScale.daysPerYear();
        double standardError = Math.sqrt(residualSd * residualSd / n + slopeSe * slopeSe * years * years);
        return Optional.of(
                Interval.student(0, standardError, degreesOfFreedom, 0.95).high());
    }
}
