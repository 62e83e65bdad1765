package org.computetrends.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.computetrends.domain.TimeScale.JULIAN;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;
import org.computetrends.table.CanonicalRelease;
import org.hipparchus.stat.correlation.PearsonsCorrelation;
import org.hipparchus.stat.descriptive.StreamingStatistics;
import org.junit.jupiter.api.Test;

/**
 * Moments of 100,000 generated releases against the settings, within four standard errors or more. Literal numbers are
 * those of {@code conf/generator.conf}.
 */
class ReleaseSamplerTest {
    private static final int ROWS = 100_000;
    private static final GeneratorSettings SETTINGS = GeneratorDefaults.with(Map.of("generator.bad-rows.share", "0"));
    private static final List<Row> RELEASES = releases(SETTINGS);

    private static List<Row> releases(GeneratorSettings settings) {
        ReleaseSampler sampler = new ReleaseSampler(settings);
        List<Row> releases = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            releases.add(sampler.sample(row));
        }
        return releases;
    }

    private static Object value(Row row, String column) {
        for (int i = 0; i < CanonicalRelease.COLUMNS.size(); i++) {
            if (CanonicalRelease.COLUMNS.get(i).name().equals(column)) {
                return row.get(i);
            }
        }
        throw new IllegalArgumentException(column);
    }

    private static void assertShare(double share, Predicate<Row> what) {
        double foundValue = RELEASES.stream().filter(what).count() / (double) ROWS;
        assertThat(foundValue).isCloseTo(share, within(4 * Math.sqrt(share * (1 - share) / ROWS)));
    }

    @Test
    void sharesAreThoseOfTheSettings() {
        assertShare(0.52, row -> value(row, "training_compute_flop") != null);
        assertShare(0.03, row -> value(row, "training_cost_cloud_usd") != null);
        assertShare(0.43, row -> value(row, "notable").equals(true));
        assertShare(0.2, row -> value(row, "base_model") != null);
        assertShare(0.1, row -> value(row, "date_precision").equals("MONTH"));
        assertShare(0.02, row -> value(row, "date_precision").equals("YEAR"));
        assertShare(0.52, row -> "CONFIDENT".equals(value(row, "confidence")));
        assertShare(0.03, row -> value(row, "domains") == null);
        assertShare(0.01, row -> value(row, "organizations") == null);
    }

    @Test
    void releasesGrowInNumberButForGaps() {
        // The years are four apart, and 1.2^4 = 2.0736.
        double earlier = RELEASES.stream().filter(row -> year(row) == 2020).count();
        double later = RELEASES.stream().filter(row -> year(row) == 2024).count();
        // The relative variance of a ratio of two counts is the sum of their inverses.
        assertThat(later / earlier).isCloseTo(2.0736, within(4 * 2.0736 * Math.sqrt(1 / earlier + 1 / later)));
        assertThat(RELEASES.stream().filter(row -> year(row) == 1991)).isEmpty();
        assertThat(RELEASES.stream().filter(row -> year(row) == 1992)).isNotEmpty();
        assertThat(RELEASES).allMatch(row -> !date(row).isAfter(LocalDate.of(2026, 1, 1)));
    }

    /** A Zipf law over 20,000 ranks with exponent 1.1: SciPy 1.17.1, zipfian.pmf. */
    @Test
    void organizationsHaveAHeavyTail() {
        double[] shares = OrganizationSampler.shares(20_000, 1.1);
        assertThat(shares[0]).isCloseTo(0.14556069343369035, within(1e-12));
        assertThat(shares[9]).isCloseTo(0.011562296866042555, within(1e-12));
        assertShare(0.99 * shares[0], row -> first(row, "organizations").endsWith(" 1"));
        Set<String> countries = new HashSet<>();
        RELEASES.stream()
                .filter(row -> first(row, "organizations").endsWith(" 1"))
                .forEach(row -> countries.add(first(row, "countries")));
        assertThat(countries).hasSize(1);
    }

    @Test
    void valuesScatterAboutTheLineOfTheirScale() {
        TrueMetric compute = metric("training_compute");
        assertResiduals(compute.lines().get(1), row -> date(row).getYear() > 2009 && isRegular(row));
        assertResiduals(compute.lines().get(0), row -> date(row).getYear() < 2010);
        assertResiduals(compute.large(), row -> "API access".equals(value(row, "accessibility")));
    }

    private static void assertResiduals(TrueMetric.Line line, Predicate<Row> which) {
        StreamingStatistics residuals = new StreamingStatistics();
        for (Row row : RELEASES) {
            if (which.test(row) && value(row, "training_compute_flop") != null) {
                residuals.addValue(
                        Math.log10((double) value(row, "training_compute_flop")) - line.log10ValueAt(years(row)));
            }
        }
        double n = residuals.getN();
        double sd = line.standardDeviationOom();
        assertThat(n).isGreaterThan(1000);
        assertThat(residuals.getMean()).isCloseTo(0, within(4 * sd / Math.sqrt(n)));
        // The standard error of a standard deviation is sd / sqrt(2 n).
        assertThat(residuals.getStandardDeviation()).isCloseTo(sd, within(4 * sd / Math.sqrt(2 * n)));
    }

    @Test
    void metricsOfAReleaseShareHalfTheirVariance() {
        TrueMetric.Line compute = metric("training_compute").lines().get(1);
        TrueMetric.Line parameters = metric("parameters").lines().get(1);
        List<double[]> pairs = new ArrayList<>();
        for (Row row : RELEASES) {
            Object flop = value(row, "training_compute_flop");
            Object count = value(row, "parameters");
            if (flop != null && count != null && isRegular(row) && date(row).getYear() > 2009) {
                pairs.add(new double[] {
                    Math.log10((double) flop) - compute.log10ValueAt(years(row)),
                    Math.log10((double) count) - parameters.log10ValueAt(years(row))
                });
            }
        }
        double correlation = new PearsonsCorrelation(pairs.toArray(double[][]::new))
                .getCorrelationMatrix()
                .getEntry(0, 1);
        // The standard error of a correlation r is (1 - r^2) / sqrt(n).
        assertThat(correlation).isCloseTo(0.5, within(4 * 0.75 / Math.sqrt(pairs.size())));
    }

    @Test
    void namesAreUniqueWhateverTheirCase() {
        Set<String> names = new HashSet<>();
        RELEASES.forEach(row -> names.add(((String) value(row, "model")).toLowerCase(Locale.ROOT)));
        assertThat(names).hasSize(ROWS);
    }

    @Test
    void valuesAreOnTheGrid() {
        for (Row row : RELEASES.subList(0, 1000)) {
            Object flop = value(row, "training_compute_flop");
            if (flop != null) {
                double steps = Math.log10((double) flop) / 0.001;
                assertThat(steps).isCloseTo(Math.rint(steps), within(1e-6));
            }
        }
    }

    /** Only releases of regular scale have these labels. */
    private static boolean isRegular(Row row) {
        Object label = value(row, "accessibility");
        return label != null && (label.equals("Unreleased") || label.toString().startsWith("Open weights"));
    }

    private static TrueMetric metric(String id) {
        return SETTINGS.metrics().stream()
                .filter(metric -> metric.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static String first(Row row, String column) {
        Object values = value(row, column);
        return values == null ? "none" : Objects.requireNonNull((String[]) values)[0];
    }

    private static LocalDate date(Row row) {
        return (LocalDate) value(row, "published_on");
    }

    private static int year(Row row) {
        return date(row).getYear();
    }

    /** The date that an analysis imputes, in years since 2000: the 15th of a month, or 1 July. */
    private static double years(Row row) {
        LocalDate written = date(row);
        LocalDate imputed = switch ((String) value(row, "date_precision")) {
            case "MONTH" -> written.plusDays(14);
            case "YEAR" -> written.withMonth(7);
            default -> written;
        };
        LocalDate vintage = SETTINGS.vintage();
        return JULIAN.yearsSince2000(imputed.isAfter(vintage) ? vintage : imputed);
    }
}
