package org.computetrends.scan;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.computetrends.sql.ArrayProgram;
import org.jspecify.annotations.Nullable;

/**
 * The quantities of a batch of releases, and the metrics made of them, column by column in arrays with an entry for each row.
 * The arrays are used again for the next batch. For one thread.
 */
final class ReleaseValues {
    /** The bits of a quantity that is null: those of a not-a-number that no double is turned into. */
    static final long NULL = 0x7FF8000000000001L;

    private final ReleaseColumns columns;
    private final long[][] bits = new long[ReleaseColumns.QUANTITIES.size()][0];
    private final double[][] quantities = new double[ReleaseColumns.QUANTITIES.size()][0];

    /** The quantities again, as programs take them. */
    private final ArrayProgram.Numbers[] operands = new ArrayProgram.Numbers[ReleaseColumns.QUANTITIES.size()];

    private final List<MetricValues> metrics;
    private int room;

    /** @param columns what is read */
    ReleaseValues(ReleaseColumns columns) {
        this.columns = columns;
        this.metrics = IntStream.range(0, columns.metrics().size())
                .mapToObj(MetricValues::new)
                .toList();
    }

    /**
     * Reads the values of a batch.
     *
     * @param confidence by row, what {@link ReleaseRules#confidence} says of it
     */
    void read(ColumnarBatch batch, long[] confidence) {
        int size = batch.numRows();
        if (size > room) {
            room = size;
            columns.quantities().forEach(quantity -> {
                bits[quantity] = new long[size];
                quantities[quantity] = new double[size];
                operands[quantity] = ArrayProgram.Numbers.of(size);
            });
        }
        for (int i = 0; i < columns.quantities().size(); i++) {
            readQuantity(columns.quantities().get(i), batch.column(columns.quantity(0) + i), confidence, size);
        }
        metrics.forEach(metric -> metric.read(batch));
    }

    private void readQuantity(int quantity, ColumnVector column, long[] confidence, int size) {
        long[] read = bits[quantity];
        double[] to = quantities[quantity];
        ArrayProgram.Numbers operand = operands[quantity];
        for (int row = 0; row < size; row++) {
            if (column.isNullAt(row)) {
                read[row] = NULL;
                to[row] = Double.NaN;
                operand.values[row] = 1;
                operand.isNull[row] = true;
            } else {
                double value = column.getDouble(row);
                read[row] = Double.doubleToLongBits(value);
                boolean isInOrder = ReleaseColumns.isUsable(value) && confidence[row] < ReleaseRules.EXCLUDED;
                to[row] = isInOrder ? value : Double.NaN;
                operand.values[row] = isInOrder ? value : 1;
                operand.isNull[row] = !isInOrder;
            }
        }
    }

    /** A metric's values: above 0 and finite, or not a number. */
    double[] ofMetric(int metric) {
        return metrics.get(metric).values;
    }

    /** A quantity's values in order: above 0, finite and trusted, or not a number. */
    double[] quantity(int which) {
        return quantities[which];
    }

    /** The bits of a quantity's values as they were read, or {@link #NULL}. */
    long[] bits(int quantity) {
        return bits[quantity];
    }

    /** What was computed for a metric that is computed of quantities, usable or not. */
    ArrayProgram.@Nullable Numbers computed(int metric) {
        return metrics.get(metric).computed;
    }

    /** The values of a metric. */
    private final class MetricValues {
        private final int metric;
        private final ArrayProgram.@Nullable Evaluation evaluation;
        private ArrayProgram.@Nullable Numbers computed;
        private double[] values = {};

        MetricValues(int metric) {
            this.metric = metric;
            this.evaluation = columns.metrics().get(metric) instanceof ReleaseColumns.Computed source
                    ? source.program().evaluation()
                    : null;
        }

        void read(ColumnarBatch batch) {
            int size = batch.numRows();
            if (columns.metrics().get(metric) instanceof ReleaseColumns.Quantity quantity) {
                values = quantities[quantity.which()];
                return;
            }
            if (values.length < size) {
                values = new double[size];
            }
            if (evaluation == null) {
                ColumnVector column = batch.column(columns.projected(metric));
                for (int row = 0; row < size; row++) {
                    values[row] = column.isNullAt(row) ? Double.NaN : usable(column.getDouble(row));
                }
            } else {
                ArrayProgram.Numbers numbers = evaluation.of(operands, size);
                for (int row = 0; row < size; row++) {
                    values[row] = numbers.isNull[row] ? Double.NaN : usable(numbers.values[row]);
                }
                computed = numbers;
            }
        }

        private static double usable(double value) {
            return ReleaseColumns.isUsable(value) ? value : Double.NaN;
        }
    }
}
