package org.computetrends.select;

import java.util.Arrays;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.computetrends.sql.RowExpressions;
import org.computetrends.table.CanonicalRelease;
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

    // By computed metric and row: the result of its expression, as it is and as a metric's value.
    private final double[][] results;
    private final boolean[][] isNull;
    private final double[][] computedValues;

    private final RowExpressions.@Nullable Evaluation evaluation;

    // By column of the expressions: its index in the schema, and its index among quantities; negative for others.
    private final int[] operands;
    private final int[] operandQuantities;

    private int capacity;

    ReleaseValues(ReleaseColumns columns) {
        this.columns = columns;
        RowExpressions computed = columns.metrics().computed();
        int count = (int) columns.metrics().sources().stream()
                .filter(source -> source instanceof MetricSources.Computed)
                .count();
        this.results = new double[count][0];
        this.isNull = new boolean[count][0];
        this.computedValues = new double[count][0];
        this.evaluation = computed == null ? null : computed.evaluation();
        this.operands = computed == null
                ? new int[0]
                : computed.columns().stream().mapToInt(column -> column).toArray();
        this.operandQuantities = Arrays.stream(operands)
                .map(column -> CanonicalRelease.QUANTITIES.indexOf(CanonicalRelease.COLUMNS.get(column)))
                .toArray();
    }

    void read(ColumnarBatch batch, long[] confidence) {
        int size = batch.numRows();
        if (size > capacity) {
            capacity = size;
            columns.quantities().forEach(quantity -> {
                rejectedBits[quantity] = new long[size];
                quantities[quantity] = new double[size];
            });
            for (int k = 0; k < results.length; k++) {
                results[k] = new double[size];
                isNull[k] = new boolean[size];
                computedValues[k] = new double[size];
            }
        }
        for (int i = 0; i < columns.quantities().size(); i++) {
            readQuantity(columns.quantities().get(i), batch.column(columns.quantity(0) + i), confidence, size);
        }
    }

    /** Computes metrics by their expressions. Call it after {@link #read}, when cells are normalized. */
    void evaluate(NormalizedCells cells, int size) {
        if (evaluation == null) {
            return;
        }
        for (int row = 0; row < size; row++) {
            for (int i = 0; i < operands.length; i++) {
                if (operandQuantities[i] >= 0) {
                    evaluation.set(operands[i], quantities[operandQuantities[i]][row]);
                } else {
                    evaluation.set(operands[i], cells.of(operands[i], row));
                }
            }
            UnsafeRow values = evaluation.values();
            for (int k = 0; k < results.length; k++) {
                isNull[k][row] = values.isNullAt(k);
                double result = isNull[k][row] ? Double.NaN : values.getDouble(k);
                results[k][row] = result;
                computedValues[k][row] = ReleaseColumns.isUsable(result) ? result : Double.NaN;
            }
        }
    }

    private void readQuantity(int quantity, ColumnVector column, long[] confidence, int size) {
        long[] rejected = rejectedBits[quantity];
        double[] used = quantities[quantity];
        for (int row = 0; row < size; row++) {
            boolean isNull = column.isNullAt(row);
            double value = isNull ? Double.NaN : column.getDouble(row);
            boolean isUsed = ReleaseColumns.isUsable(value) && confidence[row] < ReleaseRules.EXCLUDED;
            rejected[row] = isNull || isUsed ? NOT_REJECTED : Double.doubleToLongBits(value);
            used[row] = isUsed ? value : Double.NaN;
        }
    }

    /** A metric's values: above 0 and finite, or NaN if there is no such value. */
    double[] ofMetric(int metric) {
        MetricSources.Source source = columns.metrics().sources().get(metric);
        return source instanceof MetricSources.Quantity quantity
                ? quantities[quantity.which()]
                : computedValues[((MetricSources.Computed) source).which()];
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
        if (columns.metrics().sources().get(metric) instanceof MetricSources.Computed computed) {
            return isNull[computed.which()][row] ? null : (Double) results[computed.which()][row];
        }
        double value = ofMetric(metric)[row];
        return Double.isNaN(value) ? null : (Double) value;
    }
}
