package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.computetrends.domain.Lag;
import org.computetrends.domain.Quantity;
import org.computetrends.population.Population;
import org.jspecify.annotations.Nullable;

/**
 * The records of a leader and of its follower, and the months between them.
 *
 * @param leader the leader's releases, of all dates
 * @param follower the follower's releases, of all dates
 * @param names the names of all releases by their ids
 * @param records the number of the follower's records
 * @param unmatched the number of the follower's records that the leader never reached
 * @param average mean months from the leader's match to the follower's record; null if there is none
 */
record LeadRecords(
        Population leader,
        Population follower,
        Map<String, String> names,
        long records,
        long unmatched,
        @Nullable Quantity average,
        double daysPerMonth) {

    /** Finds the follower's records from a date, or all, and the leader's matches. The mean's bootstrap has this seed. */
    static LeadRecords of(
            Population leader,
            Population follower,
            Map<String, String> names,
            @Nullable LocalDate from,
            double daysPerMonth,
            long seed) {
        List<Double> months = new ArrayList<>();
        long unmatched = 0;
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < follower.size(); i++) {
            if (follower.log10Value()[i] > largest
                    && (from == null || !follower.date(i).isBefore(from))) {
                int match = leader.indexOfFirstAtLeast(follower.log10Value()[i]);
                if (match < 0) {
                    unmatched++;
                } else {
                    months.add((follower.epochDay()[i] - leader.epochDay()[match]) / daysPerMonth);
                }
            }
            largest = Math.max(largest, follower.log10Value()[i]);
        }
        return new LeadRecords(
                leader,
                follower,
                names,
                months.size() + unmatched,
                unmatched,
                months.isEmpty() ? null : mean(months, seed),
                daysPerMonth);
    }

    /** The distance between the records on a date. */
    Lag.Stairs stairsOn(LocalDate date) {
        int record = follower.between(null, date.plusDays(1)).indexOfLargest();
        int match = record < 0 ? -1 : leader.indexOfFirstAtLeast(follower.log10Value()[record]);
        return new Lag.Stairs(
                record < 0 ? null : step(follower, record),
                match < 0 ? null : step(leader, match),
                match < 0 ? null : (Double) ((date.toEpochDay() - leader.epochDay()[match]) / daysPerMonth),
                records,
                unmatched,
                average);
    }

    private Lag.Step step(Population group, int index) {
        String id = group.releaseIds().get(index);
        return new Lag.Step(id, Objects.requireNonNull(names.get(id)), group.date(index));
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
