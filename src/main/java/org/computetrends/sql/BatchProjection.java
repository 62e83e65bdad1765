package org.computetrends.sql;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.execution.ProjectExec;
import org.apache.spark.sql.execution.vectorized.ConstantColumnVector;
import org.apache.spark.sql.execution.vectorized.OnHeapColumnVector;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A projection of batches of columns: columns that it only names or orders anew stay what they are, those that are nulls
 * cost nothing, and numbers that are worked out are so row by row, by code that Spark generates.
 */
final class BatchProjection implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The place of a column of nulls. */
    private static final int NULLS = -1;

    /** The place of a column that is worked out. */
    private static final int COMPUTED = -2;

    private final Seq<Attribute> input;
    private final List<Integer> places = new ArrayList<>();
    private final List<DataType> types = new ArrayList<>();
    private final List<Expression> computed = new ArrayList<>();

    private BatchProjection(List<Attribute> input, List<NamedExpression> output) {
        this.input = CollectionConverters.asScala(input).toSeq();
        List<ExprId> ids = input.stream().map(Attribute::exprId).toList();
        for (NamedExpression expression : output) {
            Expression value = value(expression);
            types.add(value.dataType());
            if (value instanceof Attribute attribute) {
                places.add(ids.indexOf(attribute.exprId()));
            } else if (isNull(value)) {
                places.add(NULLS);
            } else {
                places.add(COMPUTED);
                computed.add(value);
            }
        }
    }

    /**
     * What a plan's projections do, one after the other, where that can be done to batches. Nothing is done for columns
     * that are not wanted in the end.
     *
     * @param projects the projections, the last first
     * @param wanted the columns wanted of the last
     * @param input the columns of the batches
     */
    static Optional<List<BatchProjection>> chain(
            List<ProjectExec> projects, Seq<Attribute> wanted, Seq<Attribute> input) {
        List<List<NamedExpression>> outputs = new ArrayList<>();
        Set<ExprId> needed = CollectionConverters.asJava(wanted).stream()
                .map(Attribute::exprId)
                .collect(Collectors.toSet());
        for (ProjectExec project : projects) {
            Set<ExprId> asked = needed;
            List<NamedExpression> output = CollectionConverters.asJava(project.projectList()).stream()
                    .filter(expression -> asked.contains(expression.exprId()))
                    .toList();
            if (!output.stream().allMatch(BatchProjection::isPossible)) {
                return Optional.empty();
            }
            needed = output.stream()
                    .flatMap(expression -> CollectionConverters.asJava(
                            value(expression).references().toSeq())
                            .stream())
                    .map(Attribute::exprId)
                    .collect(Collectors.toSet());
            outputs.add(output);
        }
        List<BatchProjection> chain = new ArrayList<>();
        List<Attribute> columns = CollectionConverters.asJava(input);
        for (int i = outputs.size() - 1; i >= 0; i--) {
            chain.add(new BatchProjection(columns, outputs.get(i)));
            columns = outputs.get(i).stream().map(NamedExpression::toAttribute).toList();
        }
        return Optional.of(List.copyOf(chain));
    }

    private static boolean isPossible(NamedExpression expression) {
        Expression value = value(expression);
        return value instanceof Attribute
                || isNull(value)
                || (value.dataType().equals(DataTypes.DoubleType) && value.deterministic());
    }

    private static Expression value(NamedExpression expression) {
        return expression instanceof Alias alias ? alias.child() : (Expression) expression;
    }

    private static boolean isNull(Expression expression) {
        return expression instanceof Literal literal && literal.value() == null;
    }

    /** Begins to project the batches of a task. */
    Projector projector() {
        return new Projector();
    }

    /** Projects one batch after the other; a projected batch is good until the next. */
    final class Projector {
        private final UnsafeProjection compute =
                UnsafeProjection.create(CollectionConverters.asScala(computed).toSeq(), input);
        private WritableColumnVector[] results = {};
        private int capacity;

        ColumnarBatch apply(ColumnarBatch batch) {
            int rows = batch.numRows();
            compute(batch, rows);
            ColumnVector[] columns = new ColumnVector[places.size()];
            int next = 0;
            for (int i = 0; i < columns.length; i++) {
                int place = places.get(i);
                columns[i] = place == NULLS
                        ? nulls(rows, types.get(i))
                        : place == COMPUTED ? results[next++] : batch.column(place);
            }
            return new ColumnarBatch(columns, rows);
        }

        private void compute(ColumnarBatch batch, int rows) {
            if (computed.isEmpty()) {
                return;
            }
            if (capacity < rows) {
                capacity = rows;
                results = new WritableColumnVector[computed.size()];
                for (int i = 0; i < results.length; i++) {
                    results[i] = new OnHeapColumnVector(rows, DataTypes.DoubleType);
                }
            }
            for (WritableColumnVector result : results) {
                result.reset();
            }
            for (int row = 0; row < rows; row++) {
                UnsafeRow values = compute.apply(batch.getRow(row));
                for (int i = 0; i < results.length; i++) {
                    if (values.isNullAt(i)) {
                        results[i].putNull(row);
                    } else {
                        results[i].putDouble(row, values.getDouble(i));
                    }
                }
            }
        }

        private static ColumnVector nulls(int rows, DataType type) {
            ConstantColumnVector nulls = new ConstantColumnVector(rows, type);
            nulls.setNull();
            return nulls;
        }
    }
}
