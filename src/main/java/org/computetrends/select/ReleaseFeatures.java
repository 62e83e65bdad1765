package org.computetrends.select;

import org.computetrends.select.TextMemo.Texts;

/**
 * The features of a batch's releases that do not depend on a metric: span of dates, organization, cluster, and
 * conditions on attributes. Computed once per release, for all metrics. Not thread-safe.
 */
final class ReleaseFeatures {
    private static final int NO_ORGANIZATION = -1;

    private final ScanPlan plan;
    private final ConditionSets sets;
    private final TextMemo organizationMemo;
    private final TextMemo[] attributeMemos;
    private boolean[] isAnalysed = {};
    private long[] flags = {};
    private int[] conditions = {};
    private int[] organizations = {};
    private int[] spans = {};
    private int[] clusters = {};

    ReleaseFeatures(ScanPlan plan, ConditionSets sets) {
        this.plan = plan;
        this.sets = sets;
        this.organizationMemo = plan.organizations().areGrouped()
                ? TextMemo.ofDictionary(plan.organizations().numbers()::of)
                : TextMemo.of(plan.organizations().numbers()::of);
        this.attributeMemos = new TextMemo[plan.columns().attributes().size()];
        for (int i = 0; i < attributeMemos.length; i++) {
            int attribute = i;
            attributeMemos[i] = TextMemo.of(text -> sets.of(plan.cohorts().met(attribute, text)));
        }
    }

    void read(ReleaseBatch batch) {
        if (flags.length < batch.size) {
            isAnalysed = new boolean[batch.size];
            flags = new long[batch.size];
            conditions = new int[batch.size];
            organizations = new int[batch.size];
            spans = new int[batch.size];
            clusters = new int[batch.size];
        }
        findObserved(batch);
        for (int row = 0; row < batch.size; row++) {
            flags[row] = plan.isAllNotable() || batch.notable[row] == 1 ? ObservationFeatures.NOTABLE : 0;
            conditions[row] = ConditionSets.NONE;
        }
        readOrganizations(organizationMemo.open(batch.column(ReleaseColumns.ORGANIZATIONS)), batch.size);
        for (int row = 0; row < batch.size; row++) {
            if (isAnalysed[row]) {
                spans[row] = plan.span(batch.day[row]);
                clusters[row] = plan.cluster(organizations[row], batch.day[row]);
            }
        }
        for (int i = 0; i < attributeMemos.length; i++) {
            readAttribute(attributeMemos[i].open(batch.column(plan.columns().attribute(i))), batch.size);
        }
    }

    /**
     * Finds the releases that are dated within the analysis and have a value of some metric. Only their organizations
     * were counted by the first scan.
     */
    private void findObserved(ReleaseBatch batch) {
        for (int row = 0; row < batch.size; row++) {
            isAnalysed[row] = false;
        }
        for (int metric = 0; metric < plan.relevant().size(); metric++) {
            double[] values = batch.values.ofMetric(metric);
            for (int row = 0; row < batch.size; row++) {
                isAnalysed[row] |= values[row] > 0;
            }
        }
        for (int row = 0; row < batch.size; row++) {
            isAnalysed[row] &=
                    batch.fault[row] == 0 && batch.day[row] >= plan.firstDay() && batch.day[row] < plan.endDay();
        }
    }

    private void readOrganizations(Texts names, int size) {
        for (int row = 0; row < size; row++) {
            organizations[row] = NO_ORGANIZATION;
            if (isAnalysed[row] && !names.isNull(row)) {
                int firstName = names.first(row);
                if (names.end(row) > firstName && !names.isTextNull(firstName)) {
                    organizations[row] = (int) names.meaning(firstName);
                }
            }
        }
    }

    private void readAttribute(Texts texts, int size) {
        for (int row = 0; row < size; row++) {
            if (isAnalysed[row] && !texts.isNull(row)) {
                int end = texts.end(row);
                for (int text = texts.first(row); text < end; text++) {
                    if (!texts.isTextNull(text)) {
                        conditions[row] = sets.union(conditions[row], (int) texts.meaning(text));
                    }
                }
            }
        }
    }

    /**
     * Whether a release is dated within the analysis and has a value of some metric. Other methods must be called for
     * such releases only.
     */
    boolean isAnalysed(int row) {
        return isAnalysed[row];
    }

    /** The flags of {@link ObservationFeatures} that do not depend on a metric. */
    long flags(int row) {
        return flags[row];
    }

    /** The number in {@link ConditionSets} of the set of conditions that a release meets. */
    int conditions(int row) {
        return conditions[row];
    }

    /** The index of the span that contains the release's day. */
    int span(int row) {
        return spans[row];
    }

    /** The number of the release's cluster: see {@link ScanPlan#cluster}. */
    int cluster(int row) {
        return clusters[row];
    }

    /** The number of the first organization of a release; negative if it has none. */
    int organization(int row) {
        return organizations[row];
    }
}
