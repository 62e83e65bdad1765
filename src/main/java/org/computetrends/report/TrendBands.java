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
 * The line of each trend and its 95% confidence band, at equally spaced dates. The band is the classical one of least squares
 * with independent errors, from columns of {@code trends}. Tables of earlier versions lack the column {@code mean_date}; their
 * lines have no band.
 */
final class TrendBands {
    /** A band is a hyperbola: with so many straight pieces it looks smooth. */
    private static final int STEPS_OF_BAND = 24;

    private TrendBands() {}

    /** A dataset of lines and bands. Slopes are per year of the given scale. */
    static Dataset dataset(String name, Rows lines, TimeScale years) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (PublishedRow trend : lines.where(row -> isDrawn(row, "start_value") && isDrawn(row, "end_value"))) {
            LocalDate firstDate = trend.requireDate("first_date");
            LocalDate lastDate = trend.requireDate("last_date");
            Optional<LocalDate> middle = Optional.ofNullable(trend.date("mean_date"));
            long days = lastDate.toEpochDay() - firstDate.toEpochDay();
            double startLog10 = Math.log10(trend.requireNumber("start_value"));
            double endLog10 = Math.log10(trend.requireNumber("end_value"));
            int steps = middle.isPresent() ? STEPS_OF_BAND : 1;
            for (int step = 0; step <= steps; step++) {
                LocalDate date = firstDate.plusDays(days * step / steps);
                double share = days == 0 ? 0 : (double) (date.toEpochDay() - firstDate.toEpochDay()) / days;
                double lineLog10 = startLog10 + share * (endLog10 - startLog10);
                @Nullable
                Double halfWidth = middle.map(
                                mean -> halfWidth(trend, (date.toEpochDay() - mean.toEpochDay()) / years.daysPerYear()))
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

    /** Whether a value is present and positive, so that it has a logarithm. */
    private static boolean isDrawn(PublishedRow trend, String column) {
        return trend.has(column) && trend.requireNumber(column) > 0;
    }

    /** Half of the band's width, in orders of magnitude; null if the row lacks a column or has fewer than 4 observations. */
    private static @Nullable Double halfWidth(PublishedRow trend, double yearsFromMean) {
        double n = trend.requireNumber("n");
        Double sd = trend.number("residual_sd_oom");
        Double se = trend.number("slope_se");
        if (sd == null || se == null || n < 4) {
            return null;
        }
        double t = new StudentPrediction(0, 1, n - 2).quantile(0.975);
        return t * Math.sqrt(sd * sd / n + se * se * yearsFromMean * yearsFromMean);
    }
}
