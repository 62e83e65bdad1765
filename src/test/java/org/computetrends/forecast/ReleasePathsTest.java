package org.computetrends.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.computetrends.domain.PathGrowth;
import org.computetrends.domain.TimeScale;
import org.computetrends.population.Population;
import org.computetrends.stats.LineFit;
import org.junit.jupiter.api.Test;

/** Records and frontiers of paths. Expected values: by hand, and by loops over single releases. */
class ReleasePathsTest {
    private static final TimeScale TIME = TimeScale.JULIAN;
    private static final LocalDate ORIGIN = LocalDate.of(2020, 1, 1);
    private static final int WINDOW = 6;
    private static final int PATHS = 300;

    /** An arrival rate so low that no release arrives. */
    private static final double NEVER = 1e-12;

    /** Exactly 3 at the origin and 2 OOM a year from there on. */
    private static final LineFit CERTAIN = new LineFit(20, TIME.yearsSince2000(ORIGIN) - 1, 1, 2, 7, 0, 28);

    private static final LineFit UNCERTAIN = new LineFit(20, TIME.yearsSince2000(ORIGIN) - 1, 1, 2, 7, 8, 36);

    private static final double[] RESIDUALS = {-0.9, -0.2, 0.1, 0.4, 0.6};

    private static Population population(Object... datesAndValues) {
        int n = datesAndValues.length / 2;
        List<String> ids = new ArrayList<>();
        long[] days = new long[n];
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            ids.add("release " + i);
            days[i] = LocalDate.parse((String) datesAndValues[2 * i]).toEpochDay();
            values[i] = (double) datesAndValues[2 * i + 1];
        }
        return new Population(ids, days, values);
    }

    private static KnownReleases known(Population frontier, double record) {
        return new KnownReleases(frontier, OptionalDouble.of(record), null, ORIGIN, ORIGIN, TIME);
    }

    private static ReleasePaths paths(KnownReleases known, LineFit line, double[] residuals, double rate) {
        PathDraws draws = draws(known, line, residuals, rate);
        return new ReleasePaths(known, draws, new PathGrowth.Paced(draws, 1), WINDOW);
    }

    private static PathDraws draws(KnownReleases known, LineFit line, double[] residuals, double rate) {
        return new PathDraws(
                new ReleaseProcess(line, residuals, rate),
                line.equals(CERTAIN) ? 0 : 0.3,
                known.startTime(),
                5,
                PATHS,
                /* hasDelays= */ true,
                11);
    }

    private static List<LocalDate> monthly() {
        return IntStream.rangeClosed(0, 54).mapToObj(ORIGIN::plusMonths).toList();
    }

    @Test
    void withoutNewReleasesTheRecordIsConstantAndTheFrontierIsOfKnownReleasesThenTheLine() {
        KnownReleases known =
                known(population("2019-06-30", 2.0, "2019-07-01", 2.1, "2019-09-01", 2.4, "2019-12-31", 2.6), 2.9);
        ReleasePaths paths = paths(known, CERTAIN, new double[] {0}, NEVER);
        List<LocalDate> dates = List.of(ORIGIN, ORIGIN.plusMonths(3), ORIGIN.plusMonths(6), ORIGIN.plusMonths(7));
        double[][] frontiers = paths.frontiers(dates);
        double[][] records = paths.records(dates);
        for (int path = 0; path < PATHS; path++) {
            // The window from 2019-07-01 has 2.1, 2.4 and 2.6; the window from 2019-10-01 has 2.6. The windows from
            // 2020-01-01 on have no release: the line, at 4 or above, is capped at the record.
            assertThat(frontiers[0][path]).isEqualTo(2.4);
            assertThat(frontiers[1][path]).isEqualTo(2.6);
            assertThat(frontiers[2][path]).isEqualTo(2.9);
            assertThat(frontiers[3][path]).isEqualTo(2.9);
            for (double[] record : records) {
                assertThat(record[path]).isEqualTo(2.9);
            }
        }
    }

    @Test
    void aLineBelowTheRecordIsTheFrontierOfAnEmptyWindow() {
        ReleasePaths paths = paths(known(population("2015-01-01", 1.0), 50), CERTAIN, new double[] {0}, NEVER);
        double[][] frontiers = paths.frontiers(List.of(LocalDate.of(2021, 1, 1)));
        for (double frontier : frontiers[0]) {
            assertThat(frontier).isCloseTo(3 + 2 * 366 / 365.25, within(1e-9));
        }
    }

    @Test
    void aReleaseIsItsLinePlusItsResidualAndTheMedianOfTwoIsTheirMean() {
        KnownReleases known = known(population("2019-12-01", 2.0), 2.0);
        PathDraws draws = draws(known, CERTAIN, new double[] {0.5}, 2);
        ReleasePaths paths = paths(known, CERTAIN, new double[] {0.5}, 2);
        LocalDate date = ORIGIN.plusMonths(12);
        double from = TIME.yearsSince2000(ORIGIN.plusMonths(6));
        double to = TIME.yearsSince2000(ORIGIN.plusMonths(18));
        double[] frontier = paths.frontiers(List.of(date))[0];
        int pairs = 0;
        for (int path = 0; path < PATHS; path++) {
            List<Double> times = times(draws, path, from, to);
            if (times.size() == 2) {
                double middle = (times.get(0) + times.get(1)) / 2 - TIME.yearsSince2000(ORIGIN);
                assertThat(frontier[path]).isCloseTo(3.5 + 2 * middle, within(1e-9));
                pairs++;
            }
        }
        assertThat(pairs).isGreaterThan(50);
    }

    @Test
    void recordsAndFrontiersAgreeWithLoopsOverSingleReleases() {
        KnownReleases known = known(population("2019-08-01", 2.0, "2019-10-01", 3.1, "2019-12-15", 2.7), 3.1);
        PathDraws draws = draws(known, UNCERTAIN, RESIDUALS, 3);
        ReleasePaths paths = paths(known, UNCERTAIN, RESIDUALS, 3);
        List<LocalDate> dates = monthly();
        double[][] records = paths.records(dates);
        double[][] frontiers = paths.frontiers(dates);
        int empty = 0;
        for (int d = 0; d < dates.size(); d++) {
            double date = TIME.yearsSince2000(dates.get(d));
            double from = TIME.yearsSince2000(dates.get(d).minusMonths(WINDOW));
            double to = TIME.yearsSince2000(dates.get(d).plusMonths(WINDOW));
            for (int path = 0; path < PATHS; path++) {
                double record = 3.1;
                double recordAtEnd = 3.1;
                List<Double> window = new ArrayList<>();
                for (int i = 0; i < known.releases().size(); i++) {
                    if (TIME.yearsSince2000(known.releases().date(i)) >= from) {
                        window.add(known.releases().log10Value()[i]);
                    }
                }
                double line = height(draws, path, date);
                for (int i = draws.first(path); i < draws.end(path); i++) {
                    double value =
                            height(draws, path, draws.times()[i]) + draws.possibleResiduals()[draws.residuals()[i]];
                    record = draws.times()[i] < date ? Math.max(record, value) : record;
                    recordAtEnd = draws.times()[i] < to ? Math.max(recordAtEnd, value) : recordAtEnd;
                    if (draws.times()[i] >= from && draws.times()[i] < to) {
                        window.add(value);
                    }
                }
                empty += window.isEmpty() ? 1 : 0;
                assertThat(records[d][path]).isCloseTo(record, within(1e-12));
                assertThat(frontiers[d][path])
                        .isCloseTo(window.isEmpty() ? Math.min(line, recordAtEnd) : median(window), within(1e-12));
            }
        }
        assertThat(empty).isGreaterThan(500);
    }

    @Test
    void recordsBeforeTheOriginCountOnlyReleasesDatedBeforeThem() {
        LocalDate start = ORIGIN.minusMonths(12);
        KnownReleases known = new KnownReleases(
                population("2018-03-01", 1.5, "2019-02-01", 1.9, "2019-08-01", 2.4, "2019-12-15", 3.1),
                OptionalDouble.of(3.1),
                null,
                ORIGIN,
                start,
                TIME);
        List<LocalDate> dates =
                IntStream.rangeClosed(0, 18).mapToObj(start::plusMonths).toList();
        double[][] alone = paths(known, CERTAIN, new double[] {0}, NEVER).records(dates);
        double[][] drawn = paths(known, CERTAIN, new double[] {0}, 3).records(dates);
        PathDraws draws = draws(known, CERTAIN, new double[] {0}, 3);
        for (int d = 0; d < dates.size(); d++) {
            double largest = 1.5;
            for (int i = 1; i < 4; i++) {
                largest = known.releases().date(i).isBefore(dates.get(d))
                        ? known.releases().log10Value()[i]
                        : largest;
            }
            double end = TIME.yearsSince2000(dates.get(d));
            for (int path = 0; path < PATHS; path++) {
                assertThat(alone[d][path]).isEqualTo(largest);
                double record = largest;
                for (int i = draws.first(path); i < draws.end(path) && draws.times()[i] < end; i++) {
                    record = Math.max(record, height(draws, path, draws.times()[i]));
                }
                assertThat(drawn[d][path]).isCloseTo(record, within(1e-12));
            }
        }
    }

    @Test
    void anEmptyWindowBeforeTheOriginIsLimitedByTheRecordOfItsEnd() {
        KnownReleases known = new KnownReleases(
                population("2010-01-01", 0.5, "2019-12-15", 3.1),
                OptionalDouble.of(3.1),
                null,
                ORIGIN,
                ORIGIN.minusMonths(24),
                TIME);
        ReleasePaths paths = paths(known, CERTAIN, new double[] {0}, NEVER);
        // A year before the origin the line is at 1, above 0.5, the record at the end of the window.
        double[] frontier = paths.frontiers(List.of(ORIGIN.minusMonths(12)))[0];
        assertThat(frontier).containsOnly(0.5);
    }

    @Test
    void onEveryPathTheRecordAtTheEndOfTheWindowIsAtLeastTheFrontier() {
        for (double rate : new double[] {NEVER, 0.3, 1, 8}) {
            for (double record : new double[] {2.7, 4, 9}) {
                KnownReleases known = known(population("2019-08-01", 2.0, "2019-12-15", 2.7), record);
                ReleasePaths paths = paths(known, UNCERTAIN, RESIDUALS, rate);
                double[][] frontiers = paths.frontiers(monthly());
                double[][] records = paths.records(
                        monthly().stream().map(date -> date.plusMonths(WINDOW)).toList());
                for (int d = 0; d < frontiers.length; d++) {
                    assertThat(frontiers[d]).hasSize(PATHS);
                    for (int path = 0; path < PATHS; path++) {
                        assertThat(frontiers[d][path]).isFinite().isLessThanOrEqualTo(records[d][path]);
                    }
                }
            }
        }
    }

    @Test
    void recordsNeverFallAndStartFromEachPathsKnownRecord() {
        KnownReleases known = known(population("2019-12-15", 2.7), 2.7);
        ReleasePaths paths = paths(known, UNCERTAIN, RESIDUALS, 1);
        // Path 7 has a lower known record, as after a downward revision.
        double[] knownRecords = new double[PATHS];
        Arrays.fill(knownRecords, 2.7);
        knownRecords[7] = 2.2;
        double[][] records = paths.records(monthly(), knownRecords);
        assertThat(records[0][7]).isEqualTo(2.2);
        for (int d = 1; d < records.length; d++) {
            for (int path = 0; path < PATHS; path++) {
                assertThat(records[d][path]).isGreaterThanOrEqualTo(records[d - 1][path]);
            }
        }
    }

    @Test
    void aSlopeBelowZeroCountsAsNone() {
        LineFit falling = new LineFit(20, TIME.yearsSince2000(ORIGIN) - 1, 1, -2, 7, 0, 28);
        KnownReleases known = known(population("2015-01-01", 1.0), 50);
        PathDraws draws =
                new PathDraws(new ReleaseProcess(falling, RESIDUALS, 3), 0, known.startTime(), 5, PATHS, true, 11);
        ReleasePaths paths = new ReleasePaths(known, draws, new PathGrowth.Paced(draws, 1), WINDOW);
        // At the origin the line is at -1, and stays there.
        assertThat(paths.lines(LocalDate.of(2024, 1, 1))).containsOnly(paths.lines(ORIGIN)[0]);
        assertThat(paths.lines(ORIGIN)[0]).isCloseTo(-1, within(1e-9));
    }

    @Test
    void passagesAreTheFirstReleasesAboveAThresholdAndOddsCountThem() {
        KnownReleases known = known(population("2019-12-15", 2.7), 2.7);
        PathDraws draws = draws(known, UNCERTAIN, RESIDUALS, 3);
        ReleasePaths paths = paths(known, UNCERTAIN, RESIDUALS, 3);
        double[] passages = paths.passages(6);
        double end = TIME.yearsSince2000(ORIGIN.plusMonths(24));
        int passed = 0;
        for (int path = 0; path < PATHS; path++) {
            double first = Double.POSITIVE_INFINITY;
            for (int i = draws.end(path) - 1; i >= draws.first(path); i--) {
                first = height(draws, path, draws.times()[i]) + draws.possibleResiduals()[draws.residuals()[i]] > 6
                        ? draws.times()[i]
                        : first;
            }
            assertThat(passages[path]).isEqualTo(first);
            passed += first < end ? 1 : 0;
        }
        assertThat(passed).isBetween(20, PATHS - 20);
        double[][] shares = paths.exceedance(
                List.of(ORIGIN, ORIGIN.plusMonths(24)), new double[] {2.5, 2.7, 6}, java.util.Optional.empty());
        // What the known record reaches is certain.
        assertThat(shares[0]).containsExactly(1, 1, 0);
        assertThat(shares[1][0]).isEqualTo(1);
        assertThat(shares[1][2]).isEqualTo(passed / (double) PATHS);
    }

    private static double height(PathDraws draws, int path, double time) {
        return draws.heightAtStart(path) + Math.max(0, draws.slope(path)) * (time - draws.startTime());
    }

    private static List<Double> times(PathDraws draws, int path, double from, double to) {
        return IntStream.range(draws.first(path), draws.end(path))
                .mapToObj(i -> draws.times()[i])
                .filter(time -> time >= from && time < to)
                .toList();
    }

    private static double median(List<Double> values) {
        Collections.sort(values);
        int middle = values.size() / 2;
        return values.size() % 2 == 1 ? values.get(middle) : (values.get(middle - 1) + values.get(middle)) / 2;
    }
}
