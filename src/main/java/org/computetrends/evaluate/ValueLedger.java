package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.computetrends.domain.DateImputation;
import org.computetrends.domain.Metric;
import org.computetrends.domain.ValueChange;
import org.computetrends.domain.ValueChange.DatedValue;
import org.computetrends.domain.ValueChange.Kind;
import org.computetrends.population.AnalysedRelease;
import org.jspecify.annotations.Nullable;

/**
 * Lists the changes of values between two vintages: values of added and withdrawn releases, values of matched releases
 * that differ in value or date, even if only by rounding, and values whose release has another id.
 *
 * @param imputation the day assumed for dates known to the month or year, in both vintages
 */
record ValueLedger(List<Metric> metrics, DateImputation imputation) {

    /** The changes, in order of release, metric and kind. */
    List<ValueChange> changes(ReleaseMatching matching, LocalDate from, LocalDate to) {
        List<ValueChange> changes = new ArrayList<>();
        for (Metric metric : metrics) {
            String id = metric.id();
            for (ReleaseMatching.Pair pair : matching.matched()) {
                DatedValue before = valueOf(pair.before(), id);
                DatedValue after = valueOf(pair.after(), id);
                boolean isRenamed = !pair.before().id().equals(pair.after().id());
                Kind kind = kind(before, after, isRenamed);
                if (kind != null) {
                    String earlierId = isRenamed ? pair.before().id() : null;
                    changes.add(new ValueChange(pair.after().id(), id, kind, from, to, earlierId, before, after));
                }
            }
            for (AnalysedRelease release : matching.added()) {
                DatedValue after = valueOf(release, id);
                if (after != null) {
                    changes.add(new ValueChange(release.id(), id, Kind.ADDED, from, to, null, null, after));
                }
            }
            for (AnalysedRelease release : matching.withdrawn()) {
                DatedValue before = valueOf(release, id);
                if (before != null) {
                    changes.add(new ValueChange(release.id(), id, Kind.WITHDRAWN, from, to, null, before, null));
                }
            }
        }
        changes.sort(Comparator.comparing(ValueChange::releaseId)
                .thenComparing(ValueChange::metric)
                .thenComparing(ValueChange::kind));
        return List.copyOf(changes);
    }

    /**
     * {@code REVISED} if the date differs or the value by more than rounding, {@code RESTATED} if only the rounding or
     * the id differs. Null if nothing differs.
     */
    private static @Nullable Kind kind(@Nullable DatedValue before, @Nullable DatedValue after, boolean isRenamed) {
        if (before == null) {
            return after == null ? null : Kind.REVISED;
        }
        if (!before.isEqualUpToRounding(after)) {
            return Kind.REVISED;
        }
        return isRenamed || !before.equals(after) ? Kind.RESTATED : null;
    }

    /** A release's value of a metric with its date; null without a value. */
    private @Nullable DatedValue valueOf(AnalysedRelease release, String metric) {
        Double value = release.values().get(metric);
        // LocalDate.MAX: the imputed day as such, not cut at a vintage.
        return value == null
                ? null
                : new DatedValue(value, LocalDate.ofEpochDay(release.epochDay(imputation, LocalDate.MAX)));
    }
}
