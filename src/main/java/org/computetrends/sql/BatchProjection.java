package org.computetrends.sql;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.CreateNamedStruct;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GetStructField;
import org.apache.spark.sql.catalyst.expressions.KnownNotNull;
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
import org.apache.spark.unsafe.types.UTF8String;
import scala.PartialFunction;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Applies the projections of a Spark plan to columnar batches. Spark itself would apply them row by row.
 *
 * <p>Columns that are only renamed or reordered are passed through, and columns of nulls take no memory. Doubles are
 * computed for every row by Spark's generated code. Strings and longs are computed on access, because readers need them
 * for few rows.
 */
final class BatchProjection implements Serializable {
    private static final long serialVersionUID = 1L;

    // The elements of {@link #indices} for columns that do not equal an input column.

    /** A column of nulls. */
    private static final int NULLS = -1;

    /** A column that is computed for all rows of a batch. */
    private static final int COMPUTED = -2;

    /** A column whose values are computed on access. */
    private static final int DEFERRED = -3;

    private final Seq<Attribute> input;

    /** By projected column: the index of the input column that it equals, or one of the negative constants above. */
    private final List<Integer> indices = new ArrayList<>();

    /** By projected column: its expression over columns of the input. */
    private final List<Expression> expressions;

    /** The expressions of the columns that are {@link #COMPUTED}, in order. */
    private final List<Expression> computedExpressions = new ArrayList<>();

    private BatchProjection(Seq<Attribute> input, List<Expression> expressions) {
        this.input = input;
        this.expressions = expressions;
        List<ExprId> inputIds = ids(input);
        for (Expression expression : expressions) {
            if (expression instanceof Attribute attribute) {
                indices.add(inputIds.indexOf(attribute.exprId()));
            } else if (isNull(expression)) {
                indices.add(NULLS);
            } else if (expression.dataType().equals(DataTypes.DoubleType)) {
                indices.add(COMPUTED);
                computedExpressions.add(expression);
            } else {
                indices.add(DEFERRED);
            }
        }
    }

    /**
     * Combines the projections of a plan into one; empty if any column cannot be computed from batches.
     *
     * @param projects the projections from the plan's root down: Spark applies the last of the list first
     * @param wanted the columns of the result
     * @param input the columns of the batches
     */
    static Optional<BatchProjection> of(List<ProjectExec> projects, Seq<Attribute> wanted, Seq<Attribute> input) {
        Map<ExprId, Expression> definitions = new HashMap<>();
        for (int i = projects.size() - 1; i >= 0; i--) {
            Map<ExprId, Expression> nextDefinitions = new HashMap<>();
            for (NamedExpression output :
                    CollectionConverters.asJava(projects.get(i).projectList())) {
                Expression expression = output instanceof Alias alias ? alias.child() : (Expression) output;
                nextDefinitions.put(output.exprId(), substituted(expression, definitions));
            }
            definitions = nextDefinitions;
        }
        Map<ExprId, Expression> lastDefinitions = definitions;
        List<Expression> expressions = CollectionConverters.asJava(wanted).stream()
                .map(column -> lastDefinitions
                        .getOrDefault(column.exprId(), column)
                        .transform(PartialFunction.fromFunction(BatchProjection::withoutStruct)))
                .toList();
        List<ExprId> inputIds = ids(input);
        return expressions.stream().allMatch(expression -> isPossible(expression, inputIds))
                ? Optional.of(new BatchProjection(input, expressions))
                : Optional.empty();
    }

    private static List<ExprId> ids(Seq<Attribute> columns) {
        return CollectionConverters.asJava(columns).stream()
                .map(Attribute::exprId)
                .toList();
    }

    /** Replaces the columns in an expression by their definitions. */
    private static Expression substituted(Expression expression, Map<ExprId, Expression> definitions) {
        return expression.transform(PartialFunction.fromFunction(part ->
                part instanceof Attribute attribute ? definitions.getOrDefault(attribute.exprId(), attribute) : part));
    }

    /**
     * Replaces the access to a field of a newly created struct by the field's expression. Otherwise Spark would create
     * the struct of file metadata for each field and row.
     */
    private static Expression withoutStruct(Expression expression) {
        if (expression instanceof GetStructField field) {
            Expression parent = field.child() instanceof KnownNotNull known ? known.child() : field.child();
            if (parent instanceof CreateNamedStruct struct) {
                return struct.valExprs().apply(field.ordinal());
            }
        }
        return expression;
    }

    /**
     * Whether {@link Projector} can compute an expression, which must use only columns of the input. The projector's
     * columns support only doubles, strings and longs.
     */
    private static boolean isPossible(Expression expression, List<ExprId> inputIds) {
        if (!expression.references().forall(column -> inputIds.contains(column.exprId()))) {
            return false;
        }
        DataType type = expression.dataType();
        return expression instanceof Attribute
                || isNull(expression)
                || (expression.deterministic()
                        && (type.equals(DataTypes.DoubleType)
                                || type.equals(DataTypes.StringType)
                                || type.equals(DataTypes.LongType)));
    }

    private static boolean isNull(Expression expression) {
        return expression instanceof Literal literal && literal.value() == null;
    }

    Projector projector() {
        return new Projector();
    }

    /** Projects batches in one task. A projected batch is valid until the next call. */
    final class Projector {
        private final UnsafeProjection computed = UnsafeProjection.create(
                CollectionConverters.asScala(computedExpressions).toSeq(), input);

        /** By index of a {@link #DEFERRED} column: computes its value. */
        private final Map<Integer, UnsafeProjection> deferred = new HashMap<>();

        /** The {@link #COMPUTED} columns, in order, with room for {@link #capacity} rows. */
        private WritableColumnVector[] results = {};

        private int capacity;

        ColumnarBatch apply(ColumnarBatch batch) {
            int rows = batch.numRows();
            compute(batch, rows);
            ColumnVector[] columns = new ColumnVector[indices.size()];
            int nextComputed = 0;
            for (int i = 0; i < columns.length; i++) {
                columns[i] = switch (indices.get(i)) {
                    case NULLS -> nulls(rows, expressions.get(i).dataType());
                    case COMPUTED -> results[nextComputed++];
                    case DEFERRED -> new Deferred(batch, expressions.get(i).dataType(), deferred(i));
                    default -> batch.column(indices.get(i));
                };
            }
            return new ColumnarBatch(columns, rows);
        }

        private UnsafeProjection deferred(int column) {
            return deferred.computeIfAbsent(
                    column,
                    index -> UnsafeProjection.create(
                            CollectionConverters.asScala(List.of(expressions.get(index)))
                                    .toSeq(),
                            input));
        }

        private void compute(ColumnarBatch batch, int rows) {
            if (computedExpressions.isEmpty()) {
                return;
            }
            if (capacity < rows) {
                capacity = rows;
                results = new WritableColumnVector[computedExpressions.size()];
                for (int i = 0; i < results.length; i++) {
                    results[i] = new OnHeapColumnVector(rows, DataTypes.DoubleType);
                }
            }
            for (WritableColumnVector result : results) {
                result.reset();
            }
            for (int row = 0; row < rows; row++) {
                UnsafeRow values = computed.apply(batch.getRow(row));
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

    /**
     * A column whose values are computed on access. A value is valid until the next access. It is a subclass of a
     * constant column only to inherit the methods that are not used.
     */
    private static final class Deferred extends ConstantColumnVector {
        private final ColumnarBatch batch;
        private final UnsafeProjection projection;

        Deferred(ColumnarBatch batch, DataType type, UnsafeProjection projection) {
            super(batch.numRows(), type);
            this.batch = batch;
            this.projection = projection;
        }

        private UnsafeRow compute(int row) {
            return projection.apply(batch.getRow(row));
        }

        @Override
        public boolean isNullAt(int row) {
            return compute(row).isNullAt(0);
        }

        @Override
        public long getLong(int row) {
            return compute(row).getLong(0);
        }

        @Override
        public UTF8String getUTF8String(int row) {
            return compute(row).getUTF8String(0);
        }
    }
}
