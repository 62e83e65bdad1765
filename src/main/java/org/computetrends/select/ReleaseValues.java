package org.computetrends.select;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.computetrends.sql.ArrayProgram;
import org.computetrends.sql.RowExpression;
import org.jspecify.annotations.Nullable;

/**
 * The quantities of a batch of releases, and the values of metrics computed from them. Arrays have an entry for each
 * row, and are reused for the next batch. Not thread-safe.
 */
final class ReleaseValues {
    /** In {@link #rejectedBits}, a row without a rejected value: a NaN that {@link Double#doubleToLongBits} never returns. */
    static final long NOT_REJECTED = 0x7FF8000000000001L;

    private final ReleaseColumns columns;
    private final long[][] rejectedBits = new long[MetricSources.QUANTITIES.size()][0];
    private final double[][] quantities = new double[MetricSources.QUANTITIES.size()][0];

    /** The quantities as operands of {@link ArrayProgram}. */
    private final ArrayProgram.Numbers[] operands = new ArrayProgram.Numbers[MetricSources.QUANTITIES.size()];

    private final List<MetricValues> metrics;
    private int capacity;

    ReleaseValues(ReleaseColumns columns) {
        this.columns = columns;
        this.metrics = IntStream.range(0, columns.metrics().sources().size())
                .mapToObj(MetricValues::new)
                .toList();
    }

    void read(ColumnarBatch batch, long[] confidence) {
        int size = batch.numRows();
        if (size > capacity) {
            capacity = size;
            columns.quantities().forEach(quantity -> {
                rejectedBits[quantity] = new long[size];
                quantities[quantity] = new double[size];
                operands[quantity] = ArrayProgram.Numbers.of(size);
            });
        }
        for (int i = 0; i < columns.quantities().size(); i++) {
            readQuantity(columns.quantities().get(i), batch.column(columns.quantity(0) + i), confidence, size);
        }
        metrics.forEach(metric -> metric.read(size));
    }

    /** Evaluates the metrics that Spark computes row by row. Call it after {@link #read}, when cells are normalized. */
    void evaluate(NormalizedCells cells, int size) {
        metrics.forEach(metric -> metric.evaluate(cells, size));
    }

    private void readQuantity(int quantity, ColumnVector column, long[] confidence, int size) {
        long[] rejected = rejectedBits[quantity];
        double[] used = quantities[quantity];
        ArrayProgram.Numbers operand = operands[quantity];
        for (int row = 0; row < size; row++) {
            boolean isNull = column.isNullAt(row);
            double value = isNull ? Double.NaN : column.getDouble(row);
            boolean isUsed = ReleaseColumns.isUsable(value) && confidence[row] < ReleaseRules.EXCLUDED;
            rejected[row] = isNull || isUsed ? NOT_REJECTED : Double.doubleToLongBits(value);
            used[row] = isUsed ? value : Double.NaN;
            operand.values[row] = isUsed ? value : 1;
            operand.isNull[row] = !isUsed;
        }
    }

    /** A metric's values: above 0 and finite, or NaN if there is no such value. */
    double[] ofMetric(int metric) {
        return metrics.get(metric).values;
    }

    /** A quantity's normalized values: above 0, finite and of an accepted confidence; otherwise NaN. */
    double[] quantity(int which) {
        return quantities[which];
    }

    /**
     * By row: the {@linkplain Double#doubleToLongBits bits} of a quantity's value if it is rejected, because it is not above
     * 0, not finite, or of an excluded confidence; otherwise {@link #NOT_REJECTED}.
     */
    long[] rejectedBits(int quantity) {
        return rejectedBits[quantity];
    }

    /**
     * The result of a metric's expression over normalized quantities. It may be infinite, NaN, or not above 0. Null if
     * the expression gives null.
     */
    @Nullable
    Double computedValue(int metric, int row) {
        return metrics.get(metric).computedValue(row);
    }

    private final class MetricValues {
        private final MetricSources.Source source;
        private final ArrayProgram.@Nullable Evaluation computation;
        private final RowExpression.@Nullable Evaluation evaluation;

        /** The results of {@link #computation}. */
        private ArrayProgram.@Nullable Numbers programResults;

        /** The results of {@link #evaluation}. */
        private @Nullable Double[] expressionResults = {};

        private double[] values = {};

        MetricValues(int metric) {
            source = columns.metrics().sources().get(metric);
            computation = source instanceof MetricSources.Computed computed
                    ? computed.program().evaluation()
                    : null;
            evaluation = source instanceof MetricSources.Evaluated evaluated
                    ? evaluated.expression().evaluation()
                    : null;
        }

        void read(int size) {
            if (source instanceof MetricSources.Quantity quantity) {
                values = quantities[quantity.which()];
            } else if (values.length < size) {
                values = new double[size];
            }
            if (computation != null) {
                ArrayProgram.Numbers numbers = computation.of(operands, size);
                for (int row = 0; row < size; row++) {
                    values[row] = numbers.isNull[row] ? Double.NaN : usable(numbers.values[row]);
                }
                programResults = numbers;
            }
        }

        void evaluate(NormalizedCells cells, int size) {
            if (evaluation != null) {
                if (expressionResults.length < size) {
                    expressionResults = new Double[size];
                }
                for (int i = 0; i < size; i++) {
                    int row = i;
                    expressionResults[row] = evaluation.of(column -> cells.of(column, row));
                    Double value = expressionResults[row];
                    values[row] = value == null ? Double.NaN : usable(value);
                }
            }
        }

        /** The value as computed, which may be 0 or below; null if there is none. */
        @Nullable
        Double computedValue(int row) {
            if (programResults != null) {
                return programResults.isNull[row] ? null : (Double) programResults.values[row];
            }
            if (evaluation != null) {
                return expressionResults[row];
            }
            return Double.isNaN(values[row]) ? null : (Double) values[row];
        }

        private static double usable(double value) {
            return ReleaseColumns.isUsable(value) ? value : Double.NaN;
        }
    }
}
