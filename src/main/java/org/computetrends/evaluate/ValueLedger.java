package org.computetrends.evaluate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.computetrends.domain.DateImputation;
import org.computetrends.domain.Metric;
import org.computetrends.domain.ValueChange;
import org.computetrends.domain.ValueChange.Dated;
import org.computetrends.domain.ValueChange.Kind;
import org.computetrends.held.HeldRelease;
import org.jspecify.annotations.Nullable;

/**
 * Lists every value that is not as it was in the vintage before. Of releases that could not be matched all are listed.
 *
 * @param metrics what is measured
 * @param imputation the day that stands for dates known to their month or year, in both vintages
 */
record ValueLedger(List<Metric> metrics, DateImputation imputation) {

    List<ValueChange> changes(ReleaseMatching matching, LocalDate from) {
        List<ValueChange> changes = new ArrayList<>();
        for (Metric metric : metrics) {
            String id = metric.id();
            for (ReleaseMatching.Pair pair : matching.matched()) {
                Dated before = dated(pair.before(), id);
                Dated after = dated(pair.after(), id);
                if (before == null ? after != null : !before.equals(after)) {
                    changes.add(new ValueChange(pair.after().id(), id, Kind.REVISED, from, before, after));
                }
            }
            for (HeldRelease release : matching.added()) {
                Dated after = dated(release, id);
                if (after != null) {
                    changes.add(new ValueChange(release.id(), id, Kind.ADDED, from, null, after));
                }
            }
            for (HeldRelease release : matching.withdrawn()) {
                Dated before = dated(release, id);
                if (before != null) {
                    changes.add(new ValueChange(release.id(), id, Kind.WITHDRAWN, from, before, null));
                }
            }
        }
        changes.sort(Comparator.comparing(ValueChange::releaseId)
                .thenComparing(ValueChange::metric)
                .thenComparing(ValueChange::kind));
        return List.copyOf(changes);
    }

    private @Nullable Dated dated(HeldRelease release, String metric) {
        Double value = release.values().get(metric);
        return value == null
                ? null
                : new Dated(value, LocalDate.ofEpochDay(release.epochDay(imputation, LocalDate.MAX)));
    }
}
