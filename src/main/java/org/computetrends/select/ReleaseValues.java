package org.computetrends.select;

import java.util.Arrays;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.computetrends.sql.RowExpressions;
import org.computetrends.table.CanonicalRelease;
import org.jspecify.annotations.Nullable;

/**
 * The quantities of a batch of releases, and the values of metrics, which are quantities or are computed by
 * expressions. Arrays have an entry for each row, and are reused for the next batch. Not thread-safe.
 */
final class ReleaseValues {
    /** In {@link #rejectedBits}: no value is rejected. {@link Double#doubleToLongBits} never returns these bits. */
    static final long NOT_REJECTED = 0x7FF8000000000001L;

    private final ReleaseColumns columns;

    // By quantity and row: see the methods rejectedBits and quantityValues.
    private final long[][] rejectedBits = new long[MetricSources.QUANTITIES.size()][0];
    private final double[][] quantities = new double[MetricSources.QUANTITIES.size()][0];

    /** Computes the metrics that have expressions; null if there are none. */
    private final RowExpressions.@Nullable Evaluation evaluation;

    // By computed metric and row: the result of its expression, whether it is null, and the metric's value.
    private final double[][] results;
    private final boolean[][] isNull;
    private final double[][] computedValues;

    /** The operands: the indices of the canonical columns that expressions use. */
    private final int[] operands;

    /** By operand: its index among quantities; negative if the operand is another column. */
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
                : computed.usedColumns().stream().mapToInt(column -> column).toArray();
        this.operandQuantities = Arrays.stream(operands)
                .map(column -> CanonicalRelease.QUANTITIES.indexOf(CanonicalRelease.COLUMNS.get(column)))
                .toArray();
    }

    /**
     * Reads the quantities of a batch and computes its metrics.
     *
     * @param confidence by row: the {@link ReleaseRules#confidenceCode} of its label; negative if it has no known label
     * @param cells the batch's cells, which expressions use
     */
    void read(ColumnarBatch batch, long[] confidence, NormalizedCells cells) {
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
            readQuantity(columns.quantities().get(i), batch.column(columns.quantity(i)), confidence, size);
        }
        if (evaluation != null) {
            evaluate(evaluation, cells, size);
        }
    }

    private void evaluate(RowExpressions.Evaluation expressions, NormalizedCells cells, int size) {
        for (int row = 0; row < size; row++) {
            for (int i = 0; i < operands.length; i++) {
                if (operandQuantities[i] >= 0) {
                    expressions.set(operands[i], quantities[operandQuantities[i]][row]);
                } else {
                    expressions.set(operands[i], cells.normalized(operands[i], row));
                }
            }
            UnsafeRow values = expressions.values();
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

    /** By row: a metric's value, above 0 and finite; NaN if the row has no such value. */
    double[] metricValues(int metric) {
        MetricSources.Source source = columns.metrics().sources().get(metric);
        return source instanceof MetricSources.Quantity quantity
                ? quantities[quantity.index()]
                : computedValues[((MetricSources.Computed) source).index()];
    }

    /** By row: a quantity's value if it is above 0, finite and of an accepted confidence; otherwise NaN. */
    double[] quantityValues(int quantity) {
        return quantities[quantity];
    }

    /**
     * By row: the {@linkplain Double#doubleToLongBits bits} of a quantity's value if it is rejected, because it is not
     * above 0, not finite, or of an excluded confidence; otherwise {@link #NOT_REJECTED}.
     */
    long[] rejectedBits(int quantity) {
        return rejectedBits[quantity];
    }

    /**
     * The value of a metric in a curated release; null if there is none. If the metric has an expression, the value is
     * its result: the table {@code releases} shows every finite result, even 0 or below.
     */
    @Nullable
    Double curatedValue(int metric, int row) {
        if (columns.metrics().sources().get(metric) instanceof MetricSources.Computed computed) {
            return isNull[computed.index()][row] ? null : (Double) results[computed.index()][row];
        }
        double value = metricValues(metric)[row];
        return Double.isNaN(value) ? null : (Double) value;
    }
}
