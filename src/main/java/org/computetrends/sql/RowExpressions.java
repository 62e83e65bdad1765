package org.computetrends.sql;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.lang3.SerializationUtils;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.LambdaFunction;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.SpecificInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/** SQL expressions of type double that Spark's generated code evaluates row by row, outside of a query. */
public final class RowExpressions implements Serializable {
    private static final long serialVersionUID = 1L;

    private final StructType schema;
    private final List<Expression> expressions;
    private final List<Attribute> input;
    private final List<Integer> usedColumns;

    /** Whether any expression has a lambda. A lambda's variable is mutable, so each evaluation needs its own copy. */
    private final boolean hasLambda;

    private RowExpressions(StructType schema, List<Expression> expressions, List<Attribute> input) {
        this.schema = schema;
        this.expressions = List.copyOf(expressions);
        this.input = List.copyOf(input);
        this.usedColumns = IntStream.range(0, input.size())
                .filter(column -> expressions.stream()
                        .anyMatch(expression -> expression.references().contains(input.get(column))))
                .boxed()
                .toList();
        this.hasLambda =
                expressions.stream().anyMatch(expression -> expression.exists(part -> part instanceof LambdaFunction));
    }

    /**
     * Prepares expressions. Spark throws an exception if one is not valid.
     *
     * @param schema the columns that expressions may use
     * @param expressions expressions of type double
     * @return the expressions; empty if a single row does not determine one of their values, because it has an
     *     aggregate, a window or a random number
     */
    public static Optional<RowExpressions> of(SparkSession session, StructType schema, List<Column> expressions) {
        // The input is an RDD, because for an empty list of rows Spark's optimizer would remove the expressions.
        JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
        QueryExecution query = session.createDataFrame(context.<Row>emptyRDD(), schema)
                .select(IntStream.range(0, expressions.size())
                        .mapToObj(i -> expressions.get(i).as("value_" + i))
                        .toArray(Column[]::new))
                .queryExecution();
        if (!(query.analyzed() instanceof Project analyzed
                && analyzed.child().children().isEmpty()
                && values(analyzed).stream().allMatch(Expression::deterministic))) {
            return Optional.empty();
        }
        Project optimized = (Project) query.optimizedPlan();
        // The setting spark.sql.alwaysInlineCommonExpr, in SessionSettings, prevents this.
        if (!optimized.child().children().isEmpty()) {
            throw new IllegalStateException("Spark computes parts of the expressions beforehand: " + optimized);
        }
        return Optional.of(new RowExpressions(
                schema,
                values(optimized),
                CollectionConverters.asJava(optimized.child().output())));
    }

    private static List<Expression> values(Project project) {
        return CollectionConverters.asJava(project.projectList()).stream()
                .map((NamedExpression named) -> ((Expression) named).children().head())
                .toList();
    }

    /** The indices in the schema of the columns that the expressions use. */
    public List<Integer> usedColumns() {
        return usedColumns;
    }

    /** A new evaluation, with its own buffers, for one thread. */
    public Evaluation evaluation() {
        return new Evaluation(hasLambda ? SerializationUtils.clone(this).expressions : expressions);
    }

    /** Evaluates the expressions on a row whose columns the caller sets. Not thread-safe. */
    public final class Evaluation {
        private final UnsafeProjection projection;
        private final InternalRow row = new SpecificInternalRow(schema);

        private Evaluation(List<Expression> threadExpressions) {
            this.projection = UnsafeProjection.create(
                    CollectionConverters.asScala(threadExpressions).toSeq(),
                    CollectionConverters.asScala(input).toSeq());
        }

        /** Sets the row's value in a column of type double; NaN for null. */
        public void set(int column, double value) {
            if (Double.isNaN(value)) {
                row.setNullAt(column);
            } else {
                row.setDouble(column, value);
            }
        }

        /** Sets the row's value in a column of any type. The value has the Java type of Spark's {@code Row}. */
        public void set(int column, @Nullable Object value) {
            row.update(column, CatalystTypeConverters.convertToCatalyst(value));
        }

        /** The values of the expressions, in order; valid until the next call. */
        public UnsafeRow values() {
            return projection.apply(row);
        }
    }
}
