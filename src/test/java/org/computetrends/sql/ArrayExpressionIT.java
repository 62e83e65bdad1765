package org.computetrends.sql;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.computetrends.TestSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions evaluated over arrays, against Spark's own evaluation of rows. */
class ArrayExpressionIT {
    private static final double[] VALUES = {Double.NaN, 1e-320, 0.5, 1, 3, 6e23, 1e308};
    private static final List<String> COLUMNS = List.of("a", "b", "c");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "6 * a",
                "a + 0.1 * b - c",
                "a / b",
                "try_divide(a, b)",
                "try_divide(a, b * c)",
                "try_divide(try_divide(a, b), 6 * c)",
                "a * b - a * b * c",
                "if(a > 0 and b > 0, c, null)",
                "if(a > 1 or not (b >= c), a, b)",
                "if(a * b - a * b > c, a, b)",
                "if(a - b = 0 or a * b <= c, a, 2 * b)",
                "case when a < b then a when b < c then b end",
                "case when a < 1 then 1d when b is null then 2d when c is not null then c else 4d end",
                "coalesce(a, b, c, 7)",
                "coalesce(if(a = b, null, a), c * c)",
                "cast(null as double)",
                "2"
            })
    void aProgramHasSparksResults(String expression) {
        Dataset<Row> rows = rows();
        List<Row> expected = rows.select(expr(expression).cast("double")).collectAsList();
        List<Row> inputRows = rows.collectAsList();
        ArrayProgram.Numbers[] columns = new ArrayProgram.Numbers[COLUMNS.size()];
        for (int column = 0; column < columns.length; column++) {
            columns[column] = ArrayProgram.Numbers.of(inputRows.size());
            for (int row = 0; row < inputRows.size(); row++) {
                columns[column].isNull[row] = inputRows.get(row).isNullAt(column);
                columns[column].values[row] = inputRows.get(row).isNullAt(column)
                        ? 1
                        : inputRows.get(row).getDouble(column);
            }
        }
        ArrayProgram.Numbers foundNumbers = ArrayExpression.programs(
                        rows, List.of(expr(expression).cast("double")), COLUMNS)
                .get(0)
                .orElseThrow()
                .evaluation()
                .of(columns, inputRows.size());
        for (int row = 0; row < inputRows.size(); row++) {
            Double value = foundNumbers.isNull[row] ? null : (Double) foundNumbers.values[row];
            assertThat(value)
                    .as("%s of %s", expression, inputRows.get(row))
                    .isEqualTo(expected.get(row).get(0));
        }
    }

    @Test
    void unsupportedExpressionsAreLeftToSpark() {
        assertThat(List.of("sqrt(a)", "a / (b - c)", "if(text = 'x', a, b)", "a % 2", "nullif(a, b)", "length(text)"))
                .allSatisfy(expression -> assertThat(ArrayExpression.programs(
                                rows(), List.of(expr(expression).cast("double")), COLUMNS))
                        .containsExactly(Optional.empty()));
    }

    private static Dataset<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (double a : VALUES) {
            for (double b : VALUES) {
                for (double c : VALUES) {
                    rows.add(RowFactory.create(orNull(a), orNull(b), orNull(c), "x"));
                }
            }
        }
        StructType schema = new StructType()
                .add("a", DataTypes.DoubleType)
                .add("b", DataTypes.DoubleType)
                .add("c", DataTypes.DoubleType)
                .add("text", DataTypes.StringType);
        return TestSession.get().createDataFrame(rows, schema);
    }

    private static Double orNull(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
