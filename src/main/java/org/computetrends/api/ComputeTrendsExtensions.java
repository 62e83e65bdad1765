package org.computetrends.api;

import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import scala.Function1;
import scala.Tuple3;
import scala.runtime.BoxedUnit;

/**
 * Growth of one's own data in the SQL of any Spark session. A session that is started with the program's jar and
 * {@code spark.sql.extensions=org.computetrends.api.ComputeTrendsExtensions} has two aggregates more, for {@code GROUP BY},
 * {@code FILTER}, {@code DISTINCT} and windows:
 *
 * <ul>
 *   <li>{@code growth(date, value)} fits log10 of the values to the dates and answers a struct: {@code status}, {@code n},
 *       {@code slope_oom_per_year} with {@code slope_se}, {@code r_squared}, {@code growth_factor_per_year}, {@code
 *       doubling_time_months} and the 95% intervals, by the names and definitions of the {@code trends} table, and {@code n_left_out},
 *       the rows without a date or without a positive, finite value. {@code growth(date, value, cluster)} has CR3 in {@code
 *       slope_se_cr3} and, as in {@code trends}, in the intervals; a row whose cluster is null is a cluster of its own, and of more
 *       than 5,000 rows those of one date together.
 *   <li>{@code crossing(date, value, threshold)} answers the date on which the fitted line reaches a threshold, which is no forecast;
 *       null where there is no line, or one that does not grow, or beyond the year 9999. A threshold is a constant.
 * </ul>
 *
 * <pre>{@code
 * SELECT domain, growth(published_on, training_compute_flop).doubling_time_months
 * FROM parquet.`data/releases/vintage=2026-08-19` GROUP BY domain
 * }</pre>
 *
 * <p>A date is a {@code DATE} or a {@code TIMESTAMP}, which counts by its day in the session's time zone; a value is of any
 * numeric type; a cluster is a {@code STRING} or an integer. Others are an {@code AnalysisException} that names the function and
 * the argument. Sums are exact, so that neither order nor partitions change an answer. With fewer than three rows, or all on one
 * date, {@code status} says so and the numbers are null. Years have 365.25 days and months 30.4375, as in the default settings.
 * For releases that share an organization use the form with the cluster: otherwise the intervals are too narrow.
 */
public final class ComputeTrendsExtensions implements Function1<SparkSessionExtensions, BoxedUnit> {

    @Override
    public BoxedUnit apply(SparkSessionExtensions extensions) {
        for (LineFunction function : LineFunction.values()) {
            extensions.injectFunction(
                    new Tuple3<>(new FunctionIdentifier(function.sqlName()), function.description(), function::call));
        }
        return BoxedUnit.UNIT;
    }
}
