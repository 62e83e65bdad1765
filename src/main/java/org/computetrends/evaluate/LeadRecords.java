package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.computetrends.domain.Lag;
import org.computetrends.domain.MedianAndInterval;
import org.computetrends.population.AnalysedReleases.Observation;
import org.jspecify.annotations.Nullable;

/**
 * The follower's records, and the months since the leader first reached each. The match of a record is the first
 * release of the leader that is at least as large.
 *
 * @param leader the leader's observations of all dates, in order of date
 * @param follower the follower's observations of all dates, in order of date
 * @param records the number of the follower's records
 * @param unmatched the number of the follower's records that the leader never reached
 * @param average mean months from a match to the follower's record, over records with a match; null if no record has
 *     one
 */
record LeadRecords(
        List<Observation> leader,
        List<Observation> follower,
        long records,
        long unmatched,
        @Nullable MedianAndInterval average,
        double daysPerMonth) {

    /**
     * Finds the follower's records and their matches.
     *
     * @param from records before this date are not counted; null to count all
     * @param seed the seed of the bootstrap of the mean
     */
    static LeadRecords of(
            List<Observation> leader,
            List<Observation> follower,
            @Nullable LocalDate from,
            double daysPerMonth,
            long seed) {
        List<Double> months = new ArrayList<>();
        long unmatched = 0;
        double largest = Double.NEGATIVE_INFINITY;
        for (Observation release : follower) {
            if (release.log10Value() > largest
                    && (from == null || !release.date().isBefore(from))) {
                Optional<Observation> match = firstAtLeast(leader, release);
                match.ifPresent(found -> months.add((release.epochDay() - found.epochDay()) / daysPerMonth));
                unmatched += match.isEmpty() ? 1 : 0;
            }
            largest = Math.max(largest, release.log10Value());
        }
        MedianAndInterval average = months.isEmpty() ? null : mean(months, seed);
        return new LeadRecords(leader, follower, months.size() + unmatched, unmatched, average, daysPerMonth);
    }

    /**
     * The follower's largest release by a date, its match, and the months from the match to the date. The release is
     * null if there is none by the date; match and months are null without a match.
     */
    Lag.Stairs stairsOn(LocalDate date) {
        Optional<Observation> record = follower.stream()
                .takeWhile(release -> !release.date().isAfter(date))
                .reduce((largest, release) -> release.log10Value() > largest.log10Value() ? release : largest);
        Optional<Observation> match = record.flatMap(release -> firstAtLeast(leader, release));
        Lag.Step recordStep = record.map(LeadRecords::step).orElse(null);
        Lag.Step matchStep = match.map(LeadRecords::step).orElse(null);
        Double months = match.isEmpty()
                ? null
                : (Double) ((date.toEpochDay() - match.get().epochDay()) / daysPerMonth);
        return new Lag.Stairs(recordStep, matchStep, months, records, unmatched, average);
    }

    /** The first release of a group that is at least as large as a given one. */
    private static Optional<Observation> firstAtLeast(List<Observation> group, Observation least) {
        return group.stream()
                .filter(release -> release.log10Value() >= least.log10Value())
                .findFirst();
    }

    private static Lag.Step step(Observation observation) {
        return new Lag.Step(observation.release().id(), observation.release().name(), observation.date());
    }

    /** The mean of values with its bootstrap interval, which is NaN for a single value. */
    private static MedianAndInterval mean(List<Double> values, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return LeadEstimator.central95(
                values.stream().mapToDouble(Double::doubleValue).average().orElseThrow(),
                values.size() < 2 ? 0 : LeadEstimator.REPLICATES,
                replicate -> {
                    double sum = 0;
                    for (int k = 0; k < values.size(); k++) {
                        sum += values.get(random.nextInt(values.size()));
                    }
                    return sum / values.size();
                });
    }
}
