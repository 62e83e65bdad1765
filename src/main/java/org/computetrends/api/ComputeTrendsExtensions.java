package org.computetrends.api;

import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import scala.Function1;
import scala.Tuple3;
import scala.runtime.BoxedUnit;

/**
 * Adds two SQL aggregates for growth to a Spark session. Start the session with the program's jar and
 * {@code spark.sql.extensions=org.computetrends.api.ComputeTrendsExtensions}. The aggregates work with {@code GROUP
 * BY}, {@code FILTER}, {@code DISTINCT} and windows:
 *
 * <ul>
 *   <li>{@code growth(date, value)} fits a line to log10 of the values and returns a struct. Its fields have the names
 *       and definitions of the {@code trends} table: {@code status}, {@code n}, {@code slope_oom_per_year},
 *       {@code slope_se}, {@code r_squared}, {@code growth_factor_per_year}, {@code doubling_time_months} and 95%
 *       intervals. {@code n_left_out} is the number of rows without a date or without a positive, finite value.
 *       {@code growth(date, value, cluster)} uses CR3, the cluster jackknife, for {@code slope_se_cr3} and, as in
 *       {@code trends}, for the intervals. If a single cluster determines the slope, CR3 is not defined and the
 *       intervals are classical; {@code interval_method} names the method. A row whose cluster is null is a cluster of
 *       its own. If {@code n} is above 5,000, all rows of one date whose cluster is null are one cluster.
 *   <li>{@code crossing(date, value, threshold)} returns the date on which the fitted line reaches a threshold, which
 *       is a constant. This is not a forecast. The result is null if there is no line, or if it does not grow. It is
 *       also null if the threshold is not positive and finite, or if the date is outside the years 1 to 9999.
 * </ul>
 *
 * <pre>{@code
 * SELECT domain, growth(published_on, training_compute_flop).doubling_time_months
 * FROM parquet.`data/releases/vintage=2026-08-19` GROUP BY domain
 * }</pre>
 *
 * <p>A date is a {@code DATE}, or a {@code TIMESTAMP}, which counts as its day in the session's time zone. A value has
 * any numeric type. A cluster is a {@code STRING} or an integer. Other types throw an {@code AnalysisException} that
 * names the function and the argument. Sums are exact, so results do not depend on the order of rows or on partitions.
 * No line is fitted if fewer than three rows have a date and a positive, finite value, or all of them have the same
 * date. Then all fields of {@code growth} except {@code n}, {@code n_left_out} and {@code status} are null, and {@code
 * status} gives the reason. Years have 365.25 days and months 30.4375, as in the default settings. If several releases
 * share an organization, pass the organization as the cluster: otherwise the intervals are too narrow.
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
