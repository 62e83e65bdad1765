package org.computetrends.sql;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An expression as steps of a stack machine over arrays with an entry for each row of a batch. Created by {@link
 * ArrayExpression}.
 *
 * <p>A step takes its arguments from the top of the stack and pushes its result, in arrays of its own. Booleans are 1
 * and 0. Comparisons follow Spark: NaN equals itself and is greater than any other number.
 */
@SuppressWarnings("ShortCircuitBoolean") // avoids branches that are hard to predict
public record ArrayProgram(List<Step> steps) implements Serializable {
    public ArrayProgram {
        steps = List.copyOf(steps);
    }

    /** The indices of the input columns that the program uses. */
    public Set<Integer> columns() {
        return steps.stream()
                .filter(step -> step.operation() == Operation.COLUMN)
                .map(Step::column)
                .collect(Collectors.toSet());
    }

    enum Operation {
        COLUMN(0),
        CONSTANT(0),
        NULL(0),
        ADD(2),
        SUBTRACT(2),
        MULTIPLY(2),
        /** Null if the divisor is 0. */
        DIVIDE(2),
        GREATER(2),
        GREATER_OR_EQUAL(2),
        LESS(2),
        LESS_OR_EQUAL(2),
        EQUAL(2),
        AND(2),
        OR(2),
        NOT(1),
        IS_NULL(1),
        IS_NOT_NULL(1),
        /**
         * Takes a condition and two values. Gives the first value if the condition is true, the second if it is false
         * or null.
         */
        IF(3),
        /** The first of two values that is not null. */
        COALESCE(2);

        private final int arguments;

        Operation(int arguments) {
            this.arguments = arguments;
        }
    }

    /**
     * @param column the index of the column, if the operation takes one
     * @param constant the number, if the operation takes one
     */
    record Step(Operation operation, int column, double constant) implements Serializable {}

    /**
     * Numbers by row. The values of null rows are ignored; give them all the same value, which helps branch prediction.
     */
    public static final class Numbers {
        public double[] values = {};
        public boolean[] isNull = {};

        /** Numbers for a given number of rows, to be filled in. */
        public static Numbers of(int rows) {
            Numbers numbers = new Numbers();
            numbers.values = new double[rows];
            numbers.isNull = new boolean[rows];
            return numbers;
        }

        private void fit(Step step, int rows) {
            if (isNull.length < rows) {
                values = new double[rows];
                isNull = new boolean[rows];
                Arrays.fill(values, step.constant());
                Arrays.fill(isNull, step.operation() == Operation.NULL);
            }
        }
    }

    /** A new evaluation, with its own arrays. */
    public Evaluation evaluation() {
        return new Evaluation();
    }

    /** Evaluates the program on batches. A result is valid until the next batch. Not thread-safe. */
    public final class Evaluation {
        private final Numbers[] results = new Numbers[steps.size()];
        private final Numbers[] stack = new Numbers[steps.size()];

        private Evaluation() {
            Arrays.setAll(results, i -> new Numbers());
        }

        /** Evaluates a batch, with input columns by the indices of {@link ArrayProgram#columns}. */
        public Numbers of(Numbers[] columns, int rows) {
            int depth = 0;
            for (int i = 0; i < results.length; i++) {
                Step step = steps.get(i);
                depth -= step.operation().arguments;
                if (step.operation() == Operation.COLUMN) {
                    stack[depth++] = columns[step.column()];
                } else {
                    results[i].fit(step, rows);
                    take(step, rows, depth, results[i]);
                    stack[depth++] = results[i];
                }
            }
            return stack[0];
        }

        private void take(Step step, int rows, int depth, Numbers to) {
            switch (step.operation()) {
                case COLUMN, CONSTANT, NULL -> {}
                case NOT, IS_NULL, IS_NOT_NULL -> change(step.operation(), stack[depth], to, rows);
                case IF -> choose(stack[depth], stack[depth + 1], stack[depth + 2], to, rows);
                case ADD, SUBTRACT, MULTIPLY, DIVIDE ->
                    calculate(step.operation(), stack[depth], stack[depth + 1], to, rows);
                case GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL, EQUAL ->
                    compare(step.operation(), stack[depth], stack[depth + 1], to, rows);
                case AND, OR -> combine(step.operation() == Operation.OR, stack[depth], stack[depth + 1], to, rows);
                case COALESCE -> fill(stack[depth], stack[depth + 1], to, rows);
            }
        }

        private static void change(Operation operation, Numbers operand, Numbers to, int rows) {
            boolean isNegation = operation == Operation.NOT;
            boolean isAsked = operation == Operation.IS_NULL;
            for (int row = 0; row < rows; row++) {
                to.values[row] = isNegation ? 1 - operand.values[row] : operand.isNull[row] == isAsked ? 1 : 0;
                to.isNull[row] = isNegation & operand.isNull[row];
            }
        }

        // The methods below avoid branches, because it is unpredictable which rows have a number.

        private static void choose(Numbers condition, Numbers ifTrue, Numbers otherwise, Numbers to, int rows) {
            for (int row = 0; row < rows; row++) {
                boolean isTrue = !condition.isNull[row] & condition.values[row] == 1;
                to.values[row] = isTrue ? ifTrue.values[row] : otherwise.values[row];
                to.isNull[row] = isTrue ? ifTrue.isNull[row] : otherwise.isNull[row];
            }
        }

        private static void calculate(Operation operation, Numbers first, Numbers second, Numbers to, int rows) {
            double[] firstValues = first.values;
            double[] secondValues = second.values;
            double[] values = to.values;
            for (int row = 0; row < rows; row++) {
                to.isNull[row] = first.isNull[row] | second.isNull[row];
            }
            switch (operation) {
                case ADD -> {
                    for (int row = 0; row < rows; row++) {
                        values[row] = firstValues[row] + secondValues[row];
                    }
                }
                case SUBTRACT -> {
                    for (int row = 0; row < rows; row++) {
                        values[row] = firstValues[row] - secondValues[row];
                    }
                }
                case MULTIPLY -> {
                    for (int row = 0; row < rows; row++) {
                        values[row] = firstValues[row] * secondValues[row];
                    }
                }
                default -> {
                    for (int row = 0; row < rows; row++) {
                        values[row] = firstValues[row] / secondValues[row];
                        to.isNull[row] |= secondValues[row] == 0;
                    }
                }
            }
        }

        private static void compare(Operation operation, Numbers first, Numbers second, Numbers to, int rows) {
            boolean isAbove = operation == Operation.GREATER || operation == Operation.GREATER_OR_EQUAL;
            boolean isBelow = operation == Operation.LESS || operation == Operation.LESS_OR_EQUAL;
            boolean isEqual = operation != Operation.GREATER && operation != Operation.LESS;
            for (int row = 0; row < rows; row++) {
                double left = first.values[row];
                double right = second.values[row];
                boolean isLarger = left > right | (Double.isNaN(left) & !Double.isNaN(right));
                boolean isSmaller = left < right | (!Double.isNaN(left) & Double.isNaN(right));
                boolean isTrue = (isLarger & isAbove) | (isSmaller & isBelow) | (!(isLarger | isSmaller) & isEqual);
                to.values[row] = isTrue ? 1 : 0;
                to.isNull[row] = first.isNull[row] | second.isNull[row];
            }
        }

        /** Three-valued logic: one value may decide the result although the other is null. */
        private static void combine(boolean isOr, Numbers first, Numbers second, Numbers to, int rows) {
            double decisive = isOr ? 1 : 0;
            for (int row = 0; row < rows; row++) {
                boolean isDecided = (!first.isNull[row] & first.values[row] == decisive)
                        | (!second.isNull[row] & second.values[row] == decisive);
                to.values[row] = isDecided ? decisive : 1 - decisive;
                to.isNull[row] = !isDecided & (first.isNull[row] | second.isNull[row]);
            }
        }

        private static void fill(Numbers first, Numbers second, Numbers to, int rows) {
            for (int row = 0; row < rows; row++) {
                boolean isNull = first.isNull[row];
                to.values[row] = isNull ? second.values[row] : first.values[row];
                to.isNull[row] = isNull & second.isNull[row];
            }
        }
    }
}
