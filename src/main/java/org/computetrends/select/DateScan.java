package org.computetrends.select;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.computetrends.population.FrontierReleases;
import org.computetrends.sql.ExactSum;

/**
 * The fold of the first scan. It collects what the second scan needs to label an observation: moments and the largest values
 * of each metric and date, the organizations, and the values of attributes.
 *
 * <p>It also counts rows and values by fault, and releases by year, and collects the first rejects, the releases of
 * frontiers, and a fingerprint of the input.
 */
final class DateScan extends TaskFold<DateScan> {
    private static final long serialVersionUID = 1L;

    // Indices in the record of a metric and date. A sum is in fixed point and takes two longs.

    /** The number of observations. */
    static final int COUNT = 0;

    /** The sum of their log10 values. */
    static final int LOG10 = 1;

    /** The sum of the squares of their log10 values. */
    static final int LOG10_SQUARE = 3;

    static final int WIDTH = 5;

    /**
     * The settings of the scan.
     *
     * @param checks how single rows are read and checked
     * @param frontierSize how many of the largest values of a date are kept
     * @param firstDay the first day of the analysis, in days since 1970-01-01
     * @param endDay the day after the last day of the analysis
     * @param organizationsLimit how many organizations, and values of an attribute, are counted separately
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

    /** The numbers of kept rows, then of rows with each of {@link ReleaseRules#ROW_FAULTS}. */
    final long[] rowsByFault = new long[1 + ReleaseRules.ROW_FAULTS.size()];

    final RejectedValueCounts rejectedValues = new RejectedValueCounts();
    final FirstRejects rejects;
    final InputFingerprint fingerprint = new InputFingerprint();
    final IndexedSums byYear;
    final IndexedSums byDate;
    private final TopValues top;
    final Organizations.Names organizations;
    private final List<AttributeCounts> attributes;
    final FrontierReleases frontier;
    private boolean isAnyFlagged;

    DateScan(Settings settings) {
        this.settings = settings;
        this.metrics = settings.checks().columns().metrics().sources().size();
        this.rejects = new FirstRejects(settings.rejectsLimit());
        this.byYear = new IndexedSums(1 + metrics);
        this.byDate = new IndexedSums(metrics * WIDTH);
        this.top = new TopValues(settings.frontierSize());
        this.organizations = new Organizations.Names(settings.organizationsLimit());
        this.frontier = new FrontierReleases(settings.frontier());
        this.attributes = Stream.generate(() -> new AttributeCounts(metrics, settings.organizationsLimit()))
                .limit(settings.checks().columns().attributes().size())
                .toList();
    }

    /**
     * State that a task uses while it reads and that is not sent to the driver. Arrays have an entry for each row of
     * the batch.
     */
    private final class Task {
        private final ReleaseBatch batch = new ReleaseBatch(settings.checks());
        private final TextMemo organizationMemo = TextMemo.of(name -> {
            organizations.add(name);
            return 0;
        });
        private final List<TextMemo> attributeMemos = IntStream.range(0, attributes.size())
                .mapToObj(i -> TextMemo.of(
                        text -> ReleaseRules.value(batch.columns.attributes().get(i), text)
                                .map(attributes.get(i)::number)
                                .orElse(AttributeCounts.NO_VALUE)))
                .toList();
        private final FrontierReader frontierReader = new FrontierReader(batch, settings.frontier(), frontier);
        private final Rejects rejectsOfBatch = new Rejects(batch);
        private boolean[] hasReject = {};
        private boolean[] isObserved = {};
        private int[] yearIndex = {};

        /** The index of the row's day in {@link #byDate}; negative if the row is outside the analysis. */
        private int[] dayIndex = {};

        /** The rows of the batch with an observation of the metric, and in {@link #log10} the logarithms of these. */
        private int[] rows = {};

        private double[] log10 = {};

        void add(ColumnarBatch columns) {
            batch.read(columns);
            fingerprint.add(batch.contentHashes(), batch.size);
            if (rows.length < batch.size) {
                hasReject = new boolean[batch.size];
                isObserved = new boolean[batch.size];
                yearIndex = new int[batch.size];
                dayIndex = new int[batch.size];
                rows = new int[batch.size];
                log10 = new double[batch.size];
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
                addOrganizations(organizationMemo.open(batch.column(ReleaseColumns.ORGANIZATIONS)));
            }
            for (int i = 0; i < attributes.size(); i++) {
                addAttribute(attributes.get(i), attributeMemos.get(i).open(batch.column(batch.columns.attribute(i))));
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
                    byYear.sums()[byYear.at(yearIndex[row])]++;
                }
            }
        }

        private void addRejects() {
            rejectedValues.add(batch, hasReject);
            for (int row = 0; row < batch.size && !rejects.isFull(); row++) {
                if (hasReject[row]) {
                    rejects.add(rejectsOfBatch.ofRow(row));
                }
            }
        }

        private void addValues(int metric) {
            double[] values = batch.values.ofMetric(metric);
            long[] years = byYear.sums();
            int count = 0;
            for (int i = 0; i < batch.byDay.size(); i++) {
                int row = batch.byDay.row(i);
                if (values[row] > 0) {
                    years[byYear.at(yearIndex[row]) + 1 + metric]++;
                    if (dayIndex[row] >= 0) {
                        rows[count++] = row;
                    }
                }
            }
            for (int i = 0; i < count; i++) {
                log10[i] = StrictMath.log10(values[rows[i]]);
                isObserved[rows[i]] = true;
            }
            addToDays(metric, values, count);
        }

        private void addToDays(int metric, double[] values, int count) {
            long[] sums = byDate.sums();
            for (int i = 0; i < count; i++) {
                int offset = byDate.at(dayIndex[rows[i]]) + metric * WIDTH;
                sums[offset + COUNT]++;
                RecordSums.addFixed(sums, offset + LOG10, ExactSum.OF_VALUES.fixed(log10[i]));
                RecordSums.addFixed(sums, offset + LOG10_SQUARE, ExactSum.OF_PRODUCTS.fixed(log10[i] * log10[i]));
            }
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                if (!batch.isUnranked[row]) {
                    top.add(dayIndex[row] * metrics + metric, values[row]);
                }
            }
        }

        private void addOrganizations(TextMemo.Texts names) {
            for (int row = 0; row < batch.size; row++) {
                int first = isObserved[row] ? names.firstOrNone(row) : -1;
                if (first >= 0) {
                    names.meaning(first); // adds the name
                }
            }
        }

        private void addAttribute(AttributeCounts counts, TextMemo.Texts texts) {
            for (int row = 0; row < batch.size; row++) {
                if (isObserved[row] && !texts.isNull(row)) {
                    int end = texts.end(row);
                    for (int text = texts.first(row); text < end; text++) {
                        if (!texts.isTextNull(text)) {
                            addAttribute(counts, (int) texts.meaning(text), row);
                        }
                    }
                }
            }
        }

        private void addAttribute(AttributeCounts counts, int number, int row) {
            for (int metric = 0; metric < metrics; metric++) {
                counts.add(number, metric, batch.values.ofMetric(metric)[row] > 0 ? 1 : 0);
            }
        }
    }

    @Override
    Consumer<ColumnarBatch> begin() {
        return new Task()::add;
    }

    @Override
    public DateScan merge(DateScan other) {
        Arrays.setAll(rowsByFault, i -> rowsByFault[i] + other.rowsByFault[i]);
        rejectedValues.merge(other.rejectedValues);
        rejects.merge(other.rejects);
        fingerprint.merge(other.fingerprint);
        byYear.merge(other.byYear);
        for (int from = 0; from < other.byDate.size(); from++) {
            int index = byDate.merge(other.byDate, from);
            for (int metric = 0; metric < metrics; metric++) {
                for (double value : other.top.of(from * metrics + metric)) {
                    top.add(index * metrics + metric, value);
                }
            }
        }
        frontier.merge(other.frontier);
        organizations.merge(other.organizations);
        IntStream.range(0, attributes.size()).forEach(i -> attributes.get(i).merge(other.attributes.get(i)));
        isAnyFlagged |= other.isAnyFlagged;
        return this;
    }

    /**
     * A sum over a metric's observations on one day.
     *
     * @param index the index of the day in {@link #byDate}
     * @param which the index in the record, such as {@link #COUNT}
     */
    long sum(int index, int metric, int which) {
        return byDate.sum(index, metric * WIDTH + which);
    }

    /** The largest ranked values of a metric on the day at an index of {@link #byDate}, descending. */
    double[] top(int index, int metric) {
        return top.of(index * metrics + metric);
    }

    AttributeCounts attribute(int which) {
        return attributes.get(which);
    }

    /** Whether the source flags any release as notable or as not notable. */
    boolean isAnyFlagged() {
        return isAnyFlagged;
    }
}
