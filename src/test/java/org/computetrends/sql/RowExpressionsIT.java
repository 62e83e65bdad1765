package org.computetrends.sql;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.computetrends.TestSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.jdk.javaapi.CollectionConverters;

/** Expressions evaluated row by row, against Spark's own results. */
class RowExpressionsIT {
    private static final StructType SCHEMA = new StructType()
            .add("a", DataTypes.DoubleType)
            .add("b", DataTypes.DoubleType)
            .add("text", DataTypes.StringType)
            .add("day", DataTypes.DateType)
            .add("flag", DataTypes.BooleanType)
            .add("count", DataTypes.LongType)
            .add("words", DataTypes.createArrayType(DataTypes.StringType));

    private static final List<Row> ROWS = List.of(
            RowFactory.create(6e23, 3.0, "one", Date.valueOf("2020-02-29"), true, 7L, List.of("x", "Language")),
            RowFactory.create(null, null, null, null, null, null, null),
            RowFactory.create(1e-320, 1e308, "", Date.valueOf("1999-12-31"), false, -1L, List.of()),
            RowFactory.create(0.5, 0.5, "three", null, null, 3L, List.of("y")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "6 * a",
                "a + 0.1 * b - a",
                "a / b",
                "try_divide(a, b - 0.5)",
                "a / nullif(a * b - b * a, 0)",
                "if(a / b between 1 and 2, b, a)",
                "if(a > 1 or not (b >= a), a, b)",
                "case when a < b then a when flag then 2d end",
                "coalesce(a, b, 7)",
                "cast(null as double)",
                "2",
                "length(text)",
                "if(flag, a, null)",
                "year(day)",
                "count * a",
                "size(words)",
                "if(exists(words, word -> word = 'Language'), a, null)"
            })
    void valuesAreSparks(String expression) {
        Column value = expr(expression).cast("double");
        Dataset<Row> rows = TestSession.get().createDataFrame(ROWS, SCHEMA);
        List<Object> expected = TestSession.collect(rows.select(value)).stream()
                .map(row -> row.get(0))
                .toList();
        // The second of two expressions, so its value has index 1.
        RowExpressions expressions = RowExpressions.of(TestSession.get(), SCHEMA, List.of(expr("b * 2"), value))
                .orElseThrow();
        RowExpressions.Evaluation evaluation = expressions.evaluation();
        for (int row = 0; row < ROWS.size(); row++) {
            for (int column : expressions.usedColumns()) {
                Object cell = ROWS.get(row).get(column);
                evaluation.set(
                        column,
                        cell instanceof List<?> list
                                ? CollectionConverters.asScala(list).toSeq()
                                : cell);
            }
            UnsafeRow values = evaluation.values();
            assertThat(values.isNullAt(1) ? null : (Double) values.getDouble(1))
                    .as("%s of %s", expression, ROWS.get(row))
                    .isEqualTo(expected.get(row));
        }
    }

    @Test
    void aDoubleIsSetWithoutBoxingAndNanIsNull() {
        RowExpressions.Evaluation evaluation = RowExpressions.of(TestSession.get(), SCHEMA, List.of(expr("a * 2")))
                .orElseThrow()
                .evaluation();
        List<Optional<Double>> doubled = DoubleStream.of(3, Double.NaN, 4)
                .mapToObj(number -> {
                    evaluation.set(SCHEMA.fieldIndex("a"), number);
                    UnsafeRow values = evaluation.values();
                    return values.isNullAt(0) ? Optional.<Double>empty() : Optional.of(values.getDouble(0));
                })
                .toList();
        assertThat(doubled).containsExactly(Optional.of(6.0), Optional.empty(), Optional.of(8.0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"max(a)", "rand()", "row_number() over (order by a)"})
    void whatTakesMoreThanOneRowIsRefused(String expression) {
        assertThat(RowExpressions.of(
                        TestSession.get(), SCHEMA, List.of(expr(expression).cast("double"))))
                .isEmpty();
    }

    /** The variable of a lambda belongs to one evaluation. */
    @Test
    void evaluationsOfALambdaDoNotShareItsVariable() {
        RowExpressions expressions = RowExpressions.of(
                        TestSession.get(),
                        SCHEMA,
                        List.of(expr("if(exists(words, word -> word = 'Language'), 1d, 0d)")))
                .orElseThrow();
        long wrong = IntStream.range(0, 8)
                .parallel()
                .mapToLong(thread -> {
                    RowExpressions.Evaluation evaluation = expressions.evaluation();
                    boolean isLanguage = thread % 2 == 0;
                    evaluation.set(
                            SCHEMA.fieldIndex("words"),
                            CollectionConverters.asScala(List.of("a", "b", isLanguage ? "Language" : "c"))
                                    .toSeq());
                    return IntStream.range(0, 20_000)
                            .filter(i -> (evaluation.values().getDouble(0) == 1) != isLanguage)
                            .count();
                })
                .sum();
        assertThat(wrong).isZero();
    }
}
