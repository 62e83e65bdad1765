package org.computetrends.select;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.computetrends.domain.RejectReason;
import org.computetrends.population.FrontierReleases;
import org.computetrends.sql.ExactMoments;

/**
 * The fold of the first scan, which aggregates all input rows.
 *
 * <p>For the second scan, which labels observations, it collects organizations, values of attributes, and the moments
 * and largest values of each metric and date. For the run, it counts rows and values by fault, and releases by
 * year. It also collects some rejects, the releases of frontiers, and a fingerprint of the input.
 */
final class DateScan extends TaskFold<DateScan> {
    private static final long serialVersionUID = 1L;

    /**
     * The settings of the scan.
     *
     * @param checks how single rows are read and checked
     * @param frontierSize how many of the largest values of a date are kept
     * @param firstDay the first day of the analysis, in days since 1970-01-01
     * @param endDay the day after the last day of the analysis
     * @param organizationsLimit the most organizations, and the most values of an attribute, that are collected
     * @param rejectsLimit the most rejects that are listed
     * @param frontier which releases of frontiers are kept
     */
    record Settings(
            ReleaseBatch.Settings checks,
            int frontierSize,
            int firstDay,
            int endDay,
            int organizationsLimit,
            int rejectsLimit,
            FrontierReleases.Settings frontier)
            implements Serializable {}

    private final Settings settings;
    final int metrics;

    /** By {@link ReleaseRules#faultCode}: the number of rows. Code 0 means no fault, so element 0 counts kept rows. */
    final long[] rowsByFault = new long[1 + ReleaseRules.ROW_FAULTS.size()];

    /** By ordinal of the {@link RejectReason}: the number of rejected values. They are cells of kept rows. */
    final long[] valuesByReason = new long[RejectReason.values().length];

    /** Rejects up to the limit. If there are more, the division of rows into tasks decides which are listed. */
    final ArrayList<Row> rejects = new ArrayList<>();

    final InputFingerprint fingerprint = new InputFingerprint();

    /** By year of publication: the number of kept releases; then for each metric, how many of them have a value. */
    final IndexedSums byYear;

    /** By imputed day within the analysis: for each metric, the sums of {@link ExactMoments} of its log10 values. */
    final IndexedSums byDate;

    /**
     * The largest values of releases that are not left out of ranks, at index (index of the date in {@link #byDate}) *
     * metrics + metric.
     */
    private final TopValues largestValues;

    /** The distinct first organizations of releases with an observation, without counts. */
    final AttributeCounts organizations;

    private final List<AttributeCounts> attributes;
    final FrontierReleases frontier;
    private boolean isAnyFlagged;

    DateScan(Settings settings) {
        this.settings = settings;
        this.metrics = settings.checks().columns().metrics().sources().size();
        this.byYear = new IndexedSums(1 + metrics);
        this.byDate = new IndexedSums(metrics * ExactMoments.WIDTH);
        this.largestValues = new TopValues(settings.frontierSize());
        this.organizations = new AttributeCounts(0, settings.organizationsLimit());
        this.frontier = new FrontierReleases(settings.frontier());
        this.attributes = Stream.generate(() -> new AttributeCounts(metrics, settings.organizationsLimit()))
                .limit(settings.checks().columns().attributes().size())
                .toList();
    }

    /** Adds batches to this scan. Arrays have an entry for each row of the batch. */
    private final class BatchReader {
        private final ReleaseBatch batch = new ReleaseBatch(settings.checks());
        private final TextCodes organizationCodes = TextCodes.cached(organizations::number);

        /** By attribute: gives each text its value's number in {@link AttributeCounts}. */
        private final List<TextCodes> attributeCodes = IntStream.range(0, attributes.size())
                .mapToObj(i -> TextCodes.cached(text -> ReleaseRules.attributeValue(
                                batch.columns.attributes().get(i), text)
                        .map(attributes.get(i)::number)
                        .orElse(AttributeCounts.NO_VALUE)))
                .toList();

        private final FrontierReader frontierReader = new FrontierReader(batch, settings.frontier(), frontier);
        private final Rejects rejectsOfBatch = new Rejects(batch);
        private boolean[] hasReject = {};

        /** Whether the release has an observation of any metric. */
        private boolean[] isObserved = {};

        /** The index of the row's year in {@link #byYear}. */
        private int[] yearIndex = {};

        /** The index of the row's day in {@link #byDate}; negative if the row is outside the analysis. */
        private int[] dayIndex = {};

        void add(ColumnarBatch columns) {
            batch.read(columns);
            fingerprint.add(batch.contentHashes(), batch.size);
            if (hasReject.length < batch.size) {
                hasReject = new boolean[batch.size];
                isObserved = new boolean[batch.size];
                yearIndex = new int[batch.size];
                dayIndex = new int[batch.size];
            }
            addRows();
            addRejects();
            for (int metric = 0; metric < metrics; metric++) {
                addValues(metric);
            }
            for (int row = 0; row < batch.size; row++) {
                isAnyFlagged |= isObserved[row] && batch.notable[row] >= 0;
            }
            if (!organizations.isOver()) {
                addOrganizations(organizationCodes.open(batch.column(ReleaseColumns.ORGANIZATIONS)));
            }
            for (int i = 0; i < attributes.size(); i++) {
                addAttribute(attributes.get(i), attributeCodes.get(i).open(batch.column(batch.columns.attribute(i))));
            }
            frontierReader.addReleases();
        }

        private void addRows() {
            for (int row = 0; row < batch.size; row++) {
                int fault = batch.fault[row];
                rowsByFault[fault]++;
                hasReject[row] = fault != 0;
                isObserved[row] = false;
                if (fault == 0) {
                    int day = batch.day[row];
                    boolean isAnalysed = day >= settings.firstDay() && day < settings.endDay();
                    dayIndex[row] = isAnalysed ? byDate.index(day) : -1;
                    yearIndex[row] = byYear.index(batch.year[row]);
                    byYear.sums()[byYear.offset(yearIndex[row])]++;
                }
            }
        }

        @SuppressWarnings("EnumOrdinal") // an index within one run
        private void addRejects() {
            for (int row = 0; row < batch.size; row++) {
                if (batch.fault[row] == 0 && batch.unreadable[row] > 0) {
                    valuesByReason[RejectReason.UNREADABLE.ordinal()] += batch.unreadable[row];
                    hasReject[row] = true;
                }
            }
            for (int quantity : batch.columns.quantities()) {
                addRejectedValues(batch.values.rejectedBits(quantity));
            }
            for (int row = 0; row < batch.size && rejects.size() < settings.rejectsLimit(); row++) {
                if (hasReject[row]) {
                    addRejectsUpToLimit(rejectsOfBatch.ofRow(row));
                }
            }
        }

        @SuppressWarnings("EnumOrdinal") // an index within one run
        private void addRejectedValues(long[] rejectedBits) {
            for (int row = 0; row < batch.size; row++) {
                if (rejectedBits[row] != ReleaseValues.NOT_REJECTED && batch.fault[row] == 0) {
                    double value = Double.longBitsToDouble(rejectedBits[row]);
                    valuesByReason[ReleaseRules.quantityFault(value).ordinal()]++;
                    hasReject[row] = true;
                }
            }
        }

        private void addValues(int metric) {
            double[] values = batch.values.metricValues(metric);
            for (int i = 0; i < batch.byDay.size(); i++) {
                int row = batch.byDay.row(i);
                if (values[row] > 0) {
                    byYear.sums()[byYear.offset(yearIndex[row]) + 1 + metric]++;
                    if (dayIndex[row] >= 0) {
                        isObserved[row] = true;
                        addObservation(metric, row, values[row]);
                    }
                }
            }
        }

        private void addObservation(int metric, int row, double value) {
            int offset = byDate.offset(dayIndex[row]) + metric * ExactMoments.WIDTH;
            ExactMoments.add(byDate.sums(), offset, StrictMath.log10(value));
            if (!batch.isUnranked[row]) {
                largestValues.add(dayIndex[row] * metrics + metric, value);
            }
        }

        private void addOrganizations(TextCodes.Texts names) {
            for (int row = 0; row < batch.size; row++) {
                int first = isObserved[row] ? names.firstIndexOrNone(row) : -1;
                if (first >= 0) {
                    names.code(first); // numbers the organization if it is new
                }
            }
        }

        private void addAttribute(AttributeCounts counts, TextCodes.Texts texts) {
            for (int row = 0; row < batch.size; row++) {
                if (isObserved[row]) {
                    int end = texts.endIndex(row);
                    for (int text = texts.firstIndex(row); text < end; text++) {
                        if (!texts.isTextNull(text)) {
                            addAttribute(counts, (int) texts.code(text), row);
                        }
                    }
                }
            }
        }

        private void addAttribute(AttributeCounts counts, int number, int row) {
            for (int metric = 0; metric < metrics; metric++) {
                counts.add(number, metric, batch.values.metricValues(metric)[row] > 0 ? 1 : 0);
            }
        }
    }

    private void addRejectsUpToLimit(List<Row> added) {
        rejects.addAll(added.subList(0, Math.min(added.size(), settings.rejectsLimit() - rejects.size())));
    }

    @Override
    Consumer<ColumnarBatch> newReader() {
        return new BatchReader()::add;
    }

    @Override
    public DateScan merge(DateScan other) {
        Arrays.setAll(rowsByFault, i -> rowsByFault[i] + other.rowsByFault[i]);
        Arrays.setAll(valuesByReason, i -> valuesByReason[i] + other.valuesByReason[i]);
        addRejectsUpToLimit(other.rejects);
        fingerprint.merge(other.fingerprint);
        byYear.merge(other.byYear);
        for (int from = 0; from < other.byDate.size(); from++) {
            int index = byDate.merge(other.byDate, from);
            for (int metric = 0; metric < metrics; metric++) {
                for (double value : other.largestValues.descending(from * metrics + metric)) {
                    largestValues.add(index * metrics + metric, value);
                }
            }
        }
        frontier.merge(other.frontier);
        organizations.merge(other.organizations);
        IntStream.range(0, attributes.size()).forEach(i -> attributes.get(i).merge(other.attributes.get(i)));
        isAnyFlagged |= other.isAnyFlagged;
        return this;
    }

    /** The number of a metric's observations on the date at an index of {@link #byDate}. */
    long count(int index, int metric) {
        return moments(index, metric).count();
    }

    /** The moments of a metric's log10 values on the date at an index of {@link #byDate}. */
    ExactMoments moments(int index, int metric) {
        return ExactMoments.of(byDate.sums(), byDate.offset(index) + metric * ExactMoments.WIDTH);
    }

    /**
     * The largest values of a metric on the date at an index of {@link #byDate}, descending. Releases that are left out
     * of ranks do not count.
     */
    double[] topValues(int index, int metric) {
        return largestValues.descending(index * metrics + metric);
    }

    AttributeCounts attributeCounts(int attributeIndex) {
        return attributes.get(attributeIndex);
    }

    /** Whether the source flags any release with an observation as notable or as not notable. */
    boolean isAnyFlagged() {
        return isAnyFlagged;
    }
}
