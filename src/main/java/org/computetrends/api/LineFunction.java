package org.computetrends.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.analysis.TypeCheckResult;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.CollationKey;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.catalyst.expressions.Hex;
import org.apache.spark.sql.errors.QueryCompilationErrors;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.computetrends.domain.TimeScale;
import org.computetrends.stats.LineFit;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** The SQL aggregates of {@link ComputeTrendsExtensions}: their types, descriptions, and checks of calls. */
@SuppressWarnings("ImmutableEnumChecker") // types of Spark and lists that are never modified
enum LineFunction {
    /** Growth over a group: see {@link Growth}. */
    GROWTH(
            Growth.TYPE,
            2,
            Parameter.CLUSTER,
            "_FUNC_(date, value[, cluster]) - Exponential growth of positive values over dates, as a struct: doubling_time_months and"
                    + " its 95% interval, slope_oom_per_year, r_squared, n, n_left_out and others, named as in the trends table."
                    + " With a cluster, the intervals are robust to dependence between its rows (CR3).",
            "cluster - a STRING or integer, such as an organization",
            """
                  > SELECT _FUNC_(d, v).doubling_time_months FROM VALUES (DATE'2020-01-01', 1), (DATE'2021-01-01', 2), (DATE'2022-01-01', 4) AS t(d, v);
                   12.008221043061225
            """),

    /** The date on which the line of a group reaches a threshold. */
    CROSSING(
            DataTypes.DateType,
            3,
            Parameter.VALUE,
            "_FUNC_(date, value, threshold) - The date on which the line fitted to log10 of the values reaches the threshold. Not a"
                    + " forecast. Null if the rows do not determine a line, the line does not grow, the threshold is not positive"
                    + " and finite, or the date is outside the years 1 to 9999.",
            "threshold - a constant, in the unit of the values",
            """
                  > SELECT _FUNC_(d, v, 8) FROM VALUES (DATE'2020-01-01', 1), (DATE'2021-01-01', 2), (DATE'2022-01-01', 4) AS t(d, v);
                   2023-01-01
            """);

    /**
     * The type of a parameter.
     *
     * @param accepted the types of arguments that are accepted, as written in Spark's messages
     * @param target the type that arguments are cast to
     * @param accepts whether arguments of a type are accepted
     */
    private record Parameter(String accepted, DataType target, Predicate<DataType> accepts) {
        static final Parameter DATE = new Parameter(
                "(\"DATE\" or \"TIMESTAMP\")",
                DataTypes.DateType,
                type -> type instanceof DateType || type instanceof TimestampType || type instanceof TimestampNTZType);

        static final Parameter VALUE =
                new Parameter("\"NUMERIC\"", DataTypes.DoubleType, NumericType.class::isInstance);

        static final Parameter CLUSTER = new Parameter(
                "(\"STRING\" or \"INTEGRAL\")",
                DataTypes.StringType,
                type -> type instanceof StringType || type instanceof IntegralType);
    }

    private static final List<String> ORDINALS = List.of("first", "second", "third");

    private final DataType resultType;
    private final int fewestArguments;
    private final List<Parameter> parameters;
    private final String usage;
    private final String thirdArgument;
    private final String example;

    LineFunction(
            DataType resultType,
            int fewestArguments,
            Parameter third,
            String usage,
            String thirdArgument,
            String example) {
        this.resultType = resultType;
        this.fewestArguments = fewestArguments;
        this.parameters = List.of(Parameter.DATE, Parameter.VALUE, third);
        this.usage = usage;
        this.thirdArgument = thirdArgument;
        this.example = example;
    }

    /** The text of {@code DESCRIBE FUNCTION}. */
    ExpressionInfo description() {
        String arguments = """

                Arguments:
                  * date - a DATE, or a TIMESTAMP for its day in the session's time zone
                  * value - a number; rows without a date or a positive, finite value are left out
                  * _THIRD_
            """.replace("_THIRD_", thirdArgument);
        String examples = "\n    Examples:\n" + example + "  ";
        return new ExpressionInfo(
                LineAggregate.class.getName(),
                null,
                sqlName(),
                usage,
                arguments,
                examples,
                "",
                "agg_funcs",
                "",
                "",
                "scala_udf");
    }

    String sqlName() {
        return name().toLowerCase(Locale.ROOT);
    }

    DataType resultType() {
        return resultType;
    }

    /**
     * Creates a call, with each argument cast to the type of its parameter. Arguments of types that are not accepted
     * remain unchanged, so that {@link #check} reports them.
     */
    Expression call(Seq<Expression> arguments) {
        if (arguments.size() < fewestArguments || arguments.size() > parameters.size()) {
            List<Object> counts = IntStream.rangeClosed(fewestArguments, parameters.size())
                    .<Object>mapToObj(Integer::valueOf)
                    .toList();
            LineFunction.<RuntimeException>raise(QueryCompilationErrors.wrongNumArgsError(
                    sqlName(), CollectionConverters.asScala(counts).toSeq(), arguments.size(), "", "", ""));
        }
        List<Expression> castArguments = new ArrayList<>();
        for (Expression argument : CollectionConverters.asJava(arguments)) {
            DataType type = argument.dataType();
            Parameter parameter = parameters.get(castArguments.size());
            if (parameter.equals(Parameter.CLUSTER)
                    && type instanceof StringType text
                    && !text.supportsBinaryEquality()) {
                // Texts that are equal by their collation, such as A and a, are one cluster: they have the same key.
                castArguments.add(new Hex(new CollationKey(argument)));
                continue;
            }
            boolean isCast =
                    !type.equals(parameter.target) && (parameter.accepts.test(type) || type instanceof NullType);
            castArguments.add(isCast ? new Cast(argument, parameter.target, Option.empty()) : argument);
        }
        return new LineAggregate(
                this, CollectionConverters.asScala(castArguments).toSeq(), 0, 0);
    }

    /**
     * Checks the arguments of a {@link #call}: their types, and that a threshold is a constant. Spark turns a mismatch
     * into an error message.
     */
    TypeCheckResult check(List<Expression> castArguments) {
        for (int i = 0; i < castArguments.size(); i++) {
            Expression argument = castArguments.get(i);
            if (!argument.dataType().equals(parameters.get(i).target)) {
                return mismatch(
                        "UNEXPECTED_INPUT_TYPE",
                        Map.of(
                                "paramIndex", ORDINALS.get(i),
                                "requiredType", parameters.get(i).accepted,
                                "inputSql", inQuotes(argument.sql()),
                                "inputType", inQuotes(argument.dataType().sql())));
            }
        }
        return this != CROSSING || castArguments.get(2).foldable()
                ? TypeCheckResult.TypeCheckSuccess$.MODULE$
                : mismatch(
                        "NON_FOLDABLE_INPUT",
                        Map.of(
                                "inputName", "`threshold`",
                                "inputType", inQuotes(Parameter.VALUE.target.sql()),
                                "inputExpr", inQuotes(castArguments.get(2).sql())));
    }

    /** Throws without declaring it, as Scala does, because Spark's analysis errors are checked exceptions. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void raise(Throwable fault) throws E {
        throw (E) fault;
    }

    private static String inQuotes(String text) {
        return '"' + text + '"';
    }

    private static TypeCheckResult mismatch(String condition, Map<String, String> parameters) {
        return new TypeCheckResult.DataTypeMismatch(
                condition, scala.collection.immutable.Map.from(CollectionConverters.asScala(parameters)));
    }

    /**
     * The day on which the line reaches a threshold, in days since 1970-01-01, defined like {@code
     * crossings.line_date}. Null if there is no line, or if it does not grow. Also null if the threshold is not positive
     * and finite, or if the day is outside the years 1 to 9999.
     */
    static @Nullable Integer epochDayOfCrossing(LineState state, double threshold) {
        if (!state.sums().isEstimable()) {
            return null;
        }
        LineFit line = state.sums().line(TimeScale.JULIAN);
        // Level and error ratio shape only the interval, which is not used.
        double time = line.whenLineReaches(StrictMath.log10(threshold), 0.95, 1).estimate();
        // For a threshold that is not positive and finite, the time is NaN or infinite, which is not in the calendar.
        if (!(line.slope() > 0 && TimeScale.JULIAN.isInCalendar(time))) {
            return null;
        }
        return (int) TimeScale.JULIAN.dateAt(time).toEpochDay();
    }
}
