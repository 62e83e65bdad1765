package org.computetrends.select;

import org.computetrends.select.TextMemo.Texts;

/**
 * The features of a batch's releases that do not depend on a metric. Arrays have an entry for each row of the batch, and
 * except for {@link #isAnalysed} they are valid only for analysed releases. Not thread-safe.
 */
final class ReleaseFeatures {
    private static final int NO_ORGANIZATION = -1;

    private final ScanPlan plan;
    private final ReleaseBatch batch;
    private final ConditionSets sets;
    private final TextMemo organizationMemo;
    private final TextMemo[] attributeMemos;

    /** Whether the release is dated within the analysis and has a value of some metric. */
    boolean[] isAnalysed = {};

    /** The flags of {@link ObservationFeatures} that do not depend on a metric. */
    long[] flags = {};

    /** The number in {@link ConditionSets} of the set of conditions that the release meets. */
    int[] conditions = {};

    /** The number of the release's first organization; negative if it has none. */
    int[] organizations = {};

    /** The index of the span that contains the release's day. */
    int[] spans = {};

    /** The number of the release's cluster: see {@link ScanPlan#cluster}. */
    int[] clusters = {};

    ReleaseFeatures(ScanPlan plan, ReleaseBatch batch, ConditionSets sets) {
        this.plan = plan;
        this.batch = batch;
        this.sets = sets;
        this.organizationMemo = plan.organizations().areGrouped()
                ? TextMemo.ofDictionary(plan.organizations().numbers())
                : TextMemo.of(plan.organizations().numbers());
        this.attributeMemos = new TextMemo[batch.columns.attributes().size()];
        for (int i = 0; i < attributeMemos.length; i++) {
            int attribute = i;
            attributeMemos[i] = TextMemo.of(text -> sets.of(plan.cohorts().met(attribute, text)));
        }
    }

    /** Computes the features of the batch. Call it after each {@link ReleaseBatch#read}. */
    void read() {
        if (flags.length < batch.size) {
            isAnalysed = new boolean[batch.size];
            flags = new long[batch.size];
            conditions = new int[batch.size];
            organizations = new int[batch.size];
            spans = new int[batch.size];
            clusters = new int[batch.size];
        }
        findAnalysed();
        for (int row = 0; row < batch.size; row++) {
            flags[row] = plan.isAllNotable() || batch.notable[row] == 1 ? ObservationFeatures.NOTABLE : 0;
            conditions[row] = ConditionSets.NONE;
        }
        readOrganizations(organizationMemo.open(batch.column(ReleaseColumns.ORGANIZATIONS)));
        for (int row = 0; row < batch.size; row++) {
            if (isAnalysed[row]) {
                spans[row] = plan.span(batch.day[row]);
                clusters[row] = plan.cluster(organizations[row], batch.day[row]);
            }
        }
        for (int i = 0; i < attributeMemos.length; i++) {
            readAttribute(attributeMemos[i].open(batch.column(batch.columns.attribute(i))));
        }
    }

    /** The first scan counted the organizations of the same releases. */
    private void findAnalysed() {
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

    private void readOrganizations(Texts names) {
        for (int row = 0; row < batch.size; row++) {
            int first = isAnalysed[row] ? names.firstOrNone(row) : -1;
            organizations[row] = first < 0 ? NO_ORGANIZATION : (int) names.meaning(first);
        }
    }

    private void readAttribute(Texts texts) {
        for (int row = 0; row < batch.size; row++) {
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
}
