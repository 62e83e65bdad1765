package org.computetrends.scan;

import java.util.Arrays;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.unsafe.types.UTF8String;
import org.computetrends.domain.Confidence;
import org.computetrends.domain.RejectReason;
import org.jspecify.annotations.Nullable;

/**
 * A batch of releases, judged, column by column in arrays with an entry for each row. The arrays are used again for the
 * next batch; entries beyond {@link #size} are those of earlier ones. For one thread.
 */
final class ReleaseBatch {
    private static final int NO_NAME = ReleaseRules.code(RejectReason.MISSING_NAME);
    private static final int NO_DATE = ReleaseRules.code(RejectReason.MISSING_DATE);
    private static final int LATE = ReleaseRules.code(RejectReason.DATE_AFTER_VINTAGE);
    private static final int EARLY = ReleaseRules.code(RejectReason.DATE_TOO_EARLY);

    private final ReleaseColumns columns;
    private final ReleaseRules.Calendar calendar;
    private final TextMemo precisions = TextMemo.of(ReleaseRules::precision);
    private final TextMemo confidences;
    private final TextMemo baseModels = TextMemo.ofDictionary(ReleaseRules::isEmpty);
    private final double[][] values;
    private @Nullable ColumnarBatch batch;

    /** How many rows there are. */
    int size;

    /** 0 for a row that is kept, or 1 + the place of its fault in {@code JudgedRelease.ROW_FAULTS}. */
    int[] fault = {};

    /** Of rows that are kept, the day that stands for the date, since 1970-01-01. */
    int[] day = {};

    /** Of rows that are kept, the year of the date. */
    int[] year = {};

    /** What {@link ReleaseRules#confidence(UTF8String)} says, or {@link #NO_LABEL}. */
    long[] confidence = {};

    /** Labels that cannot be read. */
    byte[] unreadable = {};

    /** 1 where the source says notable, 0 where not, -1 where nothing. */
    byte[] notable = {};

    boolean[] isDerivative = {};

    static final long NO_LABEL = -2;

    ReleaseBatch(ReleaseColumns columns, ReleaseRules rules) {
        this.columns = columns;
        this.calendar = new ReleaseRules.Calendar(rules);
        this.confidences = TextMemo.of(rules::confidence);
        this.values = new double[columns.metrics().size()][];
        Arrays.fill(values, new double[0]);
    }

    /** Judges the rows of a batch. */
    void read(ColumnarBatch next) {
        batch = next;
        size = next.numRows();
        if (size > fault.length) {
            fault = new int[size];
            day = new int[size];
            year = new int[size];
            confidence = new long[size];
            unreadable = new byte[size];
            notable = new byte[size];
            isDerivative = new boolean[size];
            Arrays.setAll(values, metric -> new double[size]);
        }
        Arrays.fill(unreadable, 0, size, (byte) 0);
        readNames();
        readDates();
        imputeDates();
        readConfidences();
        readFlags();
        for (int metric = 0; metric < values.length; metric++) {
            readValues(metric);
        }
    }

    ColumnVector column(int which) {
        if (batch == null) {
            throw new IllegalStateException("no batch was read");
        }
        return batch.column(which);
    }

    private void readNames() {
        ColumnVector names = column(ReleaseColumns.MODEL);
        for (int row = 0; row < size; row++) {
            fault[row] = names.isNullAt(row) || ReleaseRules.isBlank(names.getUTF8String(row)) ? NO_NAME : 0;
        }
    }

    private void readDates() {
        ColumnVector dates = column(ReleaseColumns.PUBLISHED_ON);
        int first = calendar.first;
        int last = calendar.last;
        for (int row = 0; row < size; row++) {
            if (fault[row] == 0) {
                if (dates.isNullAt(row)) {
                    fault[row] = NO_DATE;
                } else {
                    int date = dates.getInt(row);
                    day[row] = date;
                    if (date > last) {
                        fault[row] = LATE;
                    } else if (date < first) {
                        fault[row] = EARLY;
                    } else {
                        year[row] = calendar.year[date - first];
                    }
                }
            }
        }
    }

    private void imputeDates() {
        TextMemo.Texts labels = precisions.open(column(ReleaseColumns.DATE_PRECISION));
        for (int row = 0; row < size; row++) {
            if (fault[row] == 0 && !labels.isNull(row)) {
                long precision = labels.meaning(row);
                if (precision == ReleaseRules.PRECISION_MONTH) {
                    day[row] = calendar.ofMonth[day[row] - calendar.first];
                } else if (precision == ReleaseRules.PRECISION_YEAR) {
                    day[row] = calendar.ofYear[day[row] - calendar.first];
                } else if (precision == ReleaseRules.UNREADABLE) {
                    unreadable[row]++;
                }
            }
        }
    }

    private void readConfidences() {
        TextMemo.Texts labels = confidences.open(column(ReleaseColumns.CONFIDENCE));
        for (int row = 0; row < size; row++) {
            confidence[row] = labels.isNull(row) ? NO_LABEL : labels.meaning(row);
            if (confidence[row] == ReleaseRules.UNREADABLE) {
                unreadable[row]++;
            }
        }
    }

    private void readFlags() {
        TextMemo.Texts originals = baseModels.open(column(ReleaseColumns.BASE_MODEL));
        ColumnVector flags = column(ReleaseColumns.NOTABLE);
        for (int row = 0; row < size; row++) {
            isDerivative[row] = !originals.isNull(row) && originals.meaning(row) == 0;
            notable[row] = (byte) (flags.isNullAt(row) ? -1 : flags.getBoolean(row) ? 1 : 0);
        }
    }

    private void readValues(int metric) {
        ColumnVector column = column(columns.metric(metric));
        double[] to = values[metric];
        boolean isQuantity = columns.isQuantity(metric);
        for (int row = 0; row < size; row++) {
            double value = column.isNullAt(row) ? Double.NaN : column.getDouble(row);
            to[row] = ReleaseColumns.isUsable(value) && !(isQuantity && isExcluded(row)) ? value : Double.NaN;
        }
    }

    /** Whether the source's confidence in a row's quantities is one that is not used. */
    boolean isExcluded(int row) {
        return confidence[row] >= ReleaseRules.EXCLUDED;
    }

    /** A row's confidence, where there is one that is known. */
    @Nullable
    Confidence confidence(int row) {
        return confidence[row] < 0 ? null : ReleaseRules.confidence(confidence[row]);
    }

    /** A metric's values: above 0 and finite, or not a number. */
    double[] values(int metric) {
        return values[metric];
    }

    /** A copy of a row's name. */
    byte[] name(int row) {
        return column(ReleaseColumns.MODEL).getUTF8String(row).getBytes();
    }
}
