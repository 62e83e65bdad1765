package org.computetrends.api;

import java.io.Serializable;
import java.util.Objects;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.analysis.TypeCheckResult;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.aggregate.TypedImperativeAggregate;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A call of a {@link LineFunction} in a query. It is an aggregate of Catalyst, Spark's query optimizer: Spark computes
 * a {@link LineState} for each group and partition, and merges the states of a group. {@link LineFunction#call} has
 * cast the arguments to the types of the parameters.
 */
@SuppressWarnings("serial") // Scala's sequences are serializable
final class LineAggregate extends TypedImperativeAggregate<LineState> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final LineFunction function;
    private final Seq<Expression> arguments;
    private final int mutableOffset;
    private final int inputOffset;

    LineAggregate(LineFunction function, Seq<Expression> arguments, int mutableOffset, int inputOffset) {
        this.function = function;
        this.arguments = arguments;
        this.mutableOffset = mutableOffset;
        this.inputOffset = inputOffset;
    }

    @Override
    public String prettyName() {
        return function.sqlName();
    }

    @Override
    public TypeCheckResult checkInputDataTypes() {
        return function.check(CollectionConverters.asJava(arguments));
    }

    @Override
    public DataType dataType() {
        return function.resultType();
    }

    @Override
    public boolean nullable() {
        return function == LineFunction.CROSSING;
    }

    @Override
    public LineState createAggregationBuffer() {
        return LineState.empty(function == LineFunction.GROWTH && arguments.size() > 2);
    }

    @Override
    public LineState update(LineState state, InternalRow input) {
        Object cluster = state.clusters() == null ? null : argument(2, input);
        state.add(
                (Integer) argument(0, input), (Double) argument(1, input), cluster == null ? null : cluster.toString());
        return state;
    }

    private @Nullable Object argument(int index, @Nullable InternalRow input) {
        return arguments.apply(index).eval(input);
    }

    @Override
    public LineState merge(LineState state, LineState other) {
        state.merge(other);
        return state;
    }

    @Override
    public @Nullable Object eval(LineState state) {
        return switch (function) {
            case GROWTH -> Growth.of(state).toRow();
            case CROSSING -> {
                // The threshold is a constant, so it is evaluated without a row.
                Object threshold = argument(2, null);
                yield threshold == null ? null : LineFunction.epochDayOfCrossing(state, (Double) threshold);
            }
        };
    }

    @Override
    public byte[] serialize(LineState state) {
        return state.toBytes();
    }

    @Override
    public LineState deserialize(byte[] bytes) {
        return LineState.ofBytes(bytes);
    }

    @Override
    public Seq<Expression> children() {
        return arguments;
    }

    @Override
    public Expression withNewChildrenInternal(IndexedSeq<Expression> children) {
        return new LineAggregate(function, children, mutableOffset, inputOffset);
    }

    @Override
    public int mutableAggBufferOffset() {
        return mutableOffset;
    }

    @Override
    public LineAggregate withNewMutableAggBufferOffset(int offset) {
        return new LineAggregate(function, arguments, offset, inputOffset);
    }

    @Override
    public int inputAggBufferOffset() {
        return inputOffset;
    }

    @Override
    public LineAggregate withNewInputAggBufferOffset(int offset) {
        return new LineAggregate(function, arguments, mutableOffset, offset);
    }

    // Catalyst prints prettyName, which gives the function, and then these elements.

    @Override
    public int productArity() {
        return 3;
    }

    @Override
    public Object productElement(int index) {
        return switch (index) {
            case 0 -> arguments;
            case 1 -> mutableOffset;
            case 2 -> inputOffset;
            default -> throw new IndexOutOfBoundsException(index);
        };
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof LineAggregate;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LineAggregate that
                && function == that.function
                && arguments.equals(that.arguments)
                && mutableOffset == that.mutableOffset
                && inputOffset == that.inputOffset;
    }

    @Override
    public int hashCode() {
        return Objects.hash(function, arguments, mutableOffset, inputOffset);
    }
}
