package org.computetrends.select;

import java.util.Arrays;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.computetrends.select.TextCodes.Texts;

/**
 * The features of a batch's releases that do not depend on a metric. Arrays have an entry for each row of the batch.
 * Except for {@link #isAnalysed}, they are valid only for analysed releases. Not thread-safe.
 */
final class ReleaseFeatures {
    private final ScanPlan plan;
    private final ReleaseBatch batch;
    private final ConditionSets sets;

    /** Gives each organization its number. */
    private final TextCodes organizationCodes;

    /** By attribute: gives each text the number of the set of conditions that the text meets. */
    private final TextCodes[] attributeCodes;

    /** Whether the release is kept, is dated within the analysis and has a value of some metric. */
    boolean[] isAnalysed = {};

    /** The flags of {@link ObservationFeatures} that do not depend on a metric. */
    long[] flags = {};

    /** The number in {@link ConditionSets} of the set of conditions on attributes that the release meets. */
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
        // The number of a group is only a hash of the name, so a cache by text would cost more.
        this.organizationCodes = plan.organizations().areGrouped()
                ? TextCodes.cachedByDictionary(plan.organizations().numberByName())
                : TextCodes.cached(plan.organizations().numberByName());
        this.attributeCodes = new TextCodes[batch.columns.attributes().size()];
        for (int i = 0; i < attributeCodes.length; i++) {
            int attribute = i;
            attributeCodes[i] =
                    TextCodes.cached(text -> sets.number(plan.cohorts().conditionsMet(attribute, text)));
        }
    }

    /** Reads the next batch, by the {@link ReleaseBatch}, and computes the features of its releases. */
    void read(ColumnarBatch columns) {
        batch.read(columns);
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
        readOrganizations(organizationCodes.open(batch.column(ReleaseColumns.ORGANIZATIONS)));
        for (int row = 0; row < batch.size; row++) {
            if (isAnalysed[row]) {
                spans[row] = plan.span(batch.day[row]);
                clusters[row] = plan.cluster(organizations[row], batch.day[row]);
            }
        }
        for (int i = 0; i < attributeCodes.length; i++) {
            readAttribute(attributeCodes[i].open(batch.column(batch.columns.attribute(i))));
        }
    }

    /**
     * Finds analysed releases, by the same conditions as {@link DateScan}. {@link Organizations} has no number for the
     * organizations of other releases.
     */
    private void findAnalysed() {
        Arrays.fill(isAnalysed, 0, batch.size, false);
        for (int metric = 0; metric < plan.relevant().size(); metric++) {
            double[] values = batch.values.metricValues(metric);
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
            int first = isAnalysed[row] ? names.firstIndexOrNone(row) : -1;
            organizations[row] = first < 0 ? -1 : (int) names.code(first);
        }
    }

    private void readAttribute(Texts texts) {
        for (int row = 0; row < batch.size; row++) {
            if (isAnalysed[row]) {
                int end = texts.endIndex(row);
                for (int text = texts.firstIndex(row); text < end; text++) {
                    if (!texts.isTextNull(text)) {
                        conditions[row] = sets.union(conditions[row], (int) texts.code(text));
                    }
                }
            }
        }
    }
}
