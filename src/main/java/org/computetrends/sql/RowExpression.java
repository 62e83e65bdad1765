package org.computetrends.sql;

import java.io.Serializable;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * An SQL expression that Spark's generated code evaluates row by row outside of a query, for expressions that {@link
 * ArrayExpression} does not support.
 */
public final class RowExpression implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Expression expression;
    private final List<Attribute> input;
    private final List<Integer> columns;

    private RowExpression(Expression expression, List<Attribute> input) {
        this.expression = expression;
        this.input = input;
        this.columns = IntStream.range(0, input.size())
                .filter(column -> expression.references().contains(input.get(column)))
                .boxed()
                .toList();
    }

    /**
     * Prepares an expression.
     *
     * @param schema the columns that the expression may use
     * @param expression the expression, of type double
     */
    public static RowExpression of(SparkSession session, StructType schema, Column expression) {
        // For an empty list of rows, Spark's optimizer would remove the expression.
        JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
        Project project = (Project) session.createDataFrame(context.<Row>emptyRDD(), schema)
                .select(expression.as("value"))
                .queryExecution()
                .optimizedPlan();
        return new RowExpression(
                ((Expression) project.projectList().head()).children().head(),
                List.copyOf(CollectionConverters.asJava(project.child().output())));
    }

    /** The indices in the schema of the columns that the expression uses. */
    public List<Integer> columns() {
        return columns;
    }

    /** A new evaluation, with its own buffers. */
    public Evaluation evaluation() {
        return new Evaluation();
    }

    /** Evaluates the expression row by row. Not thread-safe. */
    public final class Evaluation {
        private final UnsafeProjection projection = UnsafeProjection.create(
                CollectionConverters.asScala(List.of(expression)).toSeq(),
                CollectionConverters.asScala(input).toSeq());
        private final GenericInternalRow row = new GenericInternalRow(input.size());

        /**
         * The value of the expression on a row; null if the expression gives null.
         *
         * @param cells gives the row's value in each of {@link #columns}, with the types of Spark rows
         */
        public @Nullable Double of(IntFunction<@Nullable Object> cells) {
            columns.forEach(
                    column -> row.update(column, CatalystTypeConverters.convertToCatalyst(cells.apply(column))));
            UnsafeRow result = projection.apply(row);
            return result.isNullAt(0) ? null : (Double) result.getDouble(0);
        }
    }
}
