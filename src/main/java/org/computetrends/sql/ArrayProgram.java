package org.computetrends.sql;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An expression as steps over arrays, each with an entry for each row of a batch: a step takes its arguments from the top
 * of a stack of arrays, and leaves its result there. Truths are 1 and 0. Comparisons are Spark's: not-a-number is equal to
 * itself and above all else.
 *
 * @param steps the steps
 */
public record ArrayProgram(List<Step> steps) implements Serializable {

    public ArrayProgram {
        steps = List.copyOf(steps);
    }

    /** The columns that it takes. */
    public Set<Integer> columns() {
        return steps.stream()
                .filter(step -> step.operation() == Operation.COLUMN)
                .map(Step::column)
                .collect(Collectors.toSet());
    }

    /** What a step does. */
    enum Operation {
        COLUMN,
        CONSTANT,
        NULL,
        ADD,
        SUBTRACT,
        MULTIPLY,
        /** Null where the divisor is 0. */
        DIVIDE,
        GREATER,
        GREATER_OR_EQUAL,
        LESS,
        LESS_OR_EQUAL,
        EQUAL,
        AND,
        OR,
        NOT,
        IS_NULL,
        IS_NOT_NULL,
        /** Of a condition and two values the first if the condition is true, the second if it is false or null. */
        IF,
        /** Of two values the first that is not null. */
        COALESCE
    }

    /**
     * A step.
     *
     * @param operation what it does
     * @param column which column, if that is what it takes
     * @param constant which number, if that is what it takes
     */
    record Step(Operation operation, int column, double constant) implements Serializable {}

    /** Results by row. Values of rows that are null mean nothing. */
    public static final class Numbers {
        public double[] values = {};
        public boolean[] isNull = {};

        private void fit(int rows) {
            if (values.length < rows) {
                values = new double[rows];
                isNull = new boolean[rows];
            }
        }
    }

    /** Begins to evaluate batches; for one thread. */
    public Evaluation evaluation() {
        return new Evaluation();
    }

    /** Evaluates one batch after another; results are good until the next. */
    public final class Evaluation {
        private final Numbers[] stack = new Numbers[steps.size()];
        private int depth;

        private Evaluation() {
            Arrays.setAll(stack, i -> new Numbers());
        }

        /**
         * Evaluates a batch.
         *
         * @param columns the values of each column, not-a-number for null
         * @param rows how many
         */
        public Numbers of(double[][] columns, int rows) {
            depth = 0;
            for (Step step : steps) {
                take(step, columns, rows);
            }
            return stack[0];
        }

        private void take(Step step, double[][] columns, int rows) {
            switch (step.operation()) {
                case COLUMN -> pushColumn(columns[step.column()], rows);
                case CONSTANT -> pushConstant(step.constant(), false, rows);
                case NULL -> pushConstant(0, true, rows);
                case NOT, IS_NULL, IS_NOT_NULL -> change(step.operation(), stack[depth - 1], rows);
                case IF -> {
                    depth -= 2;
                    choose(stack[depth - 1], stack[depth], stack[depth + 1], rows);
                }
                case ADD, SUBTRACT, MULTIPLY, DIVIDE -> {
                    depth--;
                    calculate(step.operation(), stack[depth - 1], stack[depth], rows);
                }
                case GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL, EQUAL -> {
                    depth--;
                    compare(step.operation(), stack[depth - 1], stack[depth], rows);
                }
                case AND, OR -> {
                    depth--;
                    combine(step.operation() == Operation.OR, stack[depth - 1], stack[depth], rows);
                }
                case COALESCE -> {
                    depth--;
                    fill(stack[depth - 1], stack[depth], rows);
                }
            }
        }

        private void pushColumn(double[] column, int rows) {
            Numbers to = stack[depth++];
            to.fit(rows);
            System.arraycopy(column, 0, to.values, 0, rows);
            for (int row = 0; row < rows; row++) {
                to.isNull[row] = Double.isNaN(column[row]);
            }
        }

        private void pushConstant(double constant, boolean isNull, int rows) {
            Numbers to = stack[depth++];
            to.fit(rows);
            Arrays.fill(to.values, 0, rows, constant);
            Arrays.fill(to.isNull, 0, rows, isNull);
        }

        private static void change(Operation operation, Numbers to, int rows) {
            if (operation == Operation.NOT) {
                for (int row = 0; row < rows; row++) {
                    to.values[row] = 1 - to.values[row];
                }
            } else {
                boolean isAsked = operation == Operation.IS_NULL;
                for (int row = 0; row < rows; row++) {
                    to.values[row] = to.isNull[row] == isAsked ? 1 : 0;
                    to.isNull[row] = false;
                }
            }
        }

        private static void choose(Numbers condition, Numbers ifTrue, Numbers otherwise, int rows) {
            for (int row = 0; row < rows; row++) {
                boolean isTrue = !condition.isNull[row] && condition.values[row] == 1;
                condition.values[row] = isTrue ? ifTrue.values[row] : otherwise.values[row];
                condition.isNull[row] = isTrue ? ifTrue.isNull[row] : otherwise.isNull[row];
            }
        }

        private static void calculate(Operation operation, Numbers to, Numbers by, int rows) {
            double[] first = to.values;
            double[] second = by.values;
            for (int row = 0; row < rows; row++) {
                to.isNull[row] |= by.isNull[row] || (operation == Operation.DIVIDE && second[row] == 0);
            }
            switch (operation) {
                case ADD -> {
                    for (int row = 0; row < rows; row++) {
                        first[row] += second[row];
                    }
                }
                case SUBTRACT -> {
                    for (int row = 0; row < rows; row++) {
                        first[row] -= second[row];
                    }
                }
                case MULTIPLY -> {
                    for (int row = 0; row < rows; row++) {
                        first[row] *= second[row];
                    }
                }
                default -> {
                    for (int row = 0; row < rows; row++) {
                        first[row] /= second[row];
                    }
                }
            }
        }

        private static void compare(Operation operation, Numbers to, Numbers by, int rows) {
            boolean isAbove = operation == Operation.GREATER || operation == Operation.GREATER_OR_EQUAL;
            boolean isBelow = operation == Operation.LESS || operation == Operation.LESS_OR_EQUAL;
            boolean isEqual = operation != Operation.GREATER && operation != Operation.LESS;
            for (int row = 0; row < rows; row++) {
                double first = to.values[row];
                double second = by.values[row];
                int order = first == second ? 0 : Double.compare(first, second);
                to.values[row] = (order > 0 ? isAbove : order < 0 ? isBelow : isEqual) ? 1 : 0;
                to.isNull[row] |= by.isNull[row];
            }
        }

        /** With two values of truth: one that decides the result does so beside a null, too. */
        private static void combine(boolean isOr, Numbers to, Numbers by, int rows) {
            double decisive = isOr ? 1 : 0;
            for (int row = 0; row < rows; row++) {
                boolean isDecided = (!to.isNull[row] && to.values[row] == decisive)
                        || (!by.isNull[row] && by.values[row] == decisive);
                to.values[row] = isDecided ? decisive : 1 - decisive;
                to.isNull[row] = !isDecided && (to.isNull[row] || by.isNull[row]);
            }
        }

        private static void fill(Numbers to, Numbers by, int rows) {
            for (int row = 0; row < rows; row++) {
                if (to.isNull[row]) {
                    to.values[row] = by.values[row];
                    to.isNull[row] = by.isNull[row];
                }
            }
        }
    }
}
