package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.computetrends.domain.Lag;
import org.computetrends.domain.Quantity;
import org.computetrends.population.AnalysedReleases.Observation;
import org.jspecify.annotations.Nullable;

/**
 * The records of a leader and of its follower, and the months between them.
 *
 * @param leader the leader's observations of all dates, in order
 * @param follower the follower's observations of all dates, in order
 * @param records the number of the follower's records
 * @param unmatched the number of the follower's records that the leader never reached
 * @param average mean months from the leader's match to the follower's record; null if there is none
 */
record LeadRecords(
        List<Observation> leader,
        List<Observation> follower,
        long records,
        long unmatched,
        @Nullable Quantity average,
        double daysPerMonth) {

    /**
     * Finds the follower's records from a date, or all, and the leader's matches. The mean's bootstrap has this seed.
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
        return new LeadRecords(
                leader,
                follower,
                months.size() + unmatched,
                unmatched,
                months.isEmpty() ? null : mean(months, seed),
                daysPerMonth);
    }

    /** The distance between the records on a date. */
    Lag.Stairs stairsOn(LocalDate date) {
        Optional<Observation> record = follower.stream()
                .takeWhile(release -> !release.date().isAfter(date))
                .reduce((largest, release) -> release.log10Value() > largest.log10Value() ? release : largest);
        Optional<Observation> match = record.flatMap(release -> firstAtLeast(leader, release));
        return new Lag.Stairs(
                record.map(LeadRecords::step).orElse(null),
                match.map(LeadRecords::step).orElse(null),
                match.map(release -> (date.toEpochDay() - release.epochDay()) / daysPerMonth)
                        .orElse(null),
                records,
                unmatched,
                average);
    }

    private static Optional<Observation> firstAtLeast(List<Observation> group, Observation least) {
        return group.stream()
                .filter(release -> release.log10Value() >= least.log10Value())
                .findFirst();
    }

    private static Lag.Step step(Observation observation) {
        return new Lag.Step(observation.release().id(), observation.release().name(), observation.date());
    }

    /** The mean of values with its bootstrap interval. */
    private static Quantity mean(List<Double> values, long seed) {
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
