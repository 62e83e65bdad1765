package org.computetrends.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.data.Offset;
import org.computetrends.TestConfig;
import org.computetrends.TestSession;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.TimeScale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code growth} and {@code crossing} in SQL. Expected numbers are those of SciPy 1.17, where nothing else is said. */
class GrowthAndCrossingIT {
    private static final SparkSession SESSION = TestSession.get();
    private static final Offset<Double> CLOSE = within(1e-12);

    @BeforeAll
    static void tables() {
        SESSION.sql("""
                SELECT * FROM VALUES
                  (DATE'2018-06-11', 1.1e19D, 'OpenAI'), (DATE'2018-10-11', 2.9e20D, 'Google'),
                  (DATE'2019-02-14', 1.9e21D, 'OpenAI'), (DATE'2019-10-23', 3.3e22D, 'Google'),
                  (DATE'2020-02-13', 1.6e22D, 'Microsoft'), (DATE'2020-05-28', 3.14e23D, 'OpenAI'),
                  (DATE'2021-12-08', 6.3e23D, 'Google'), (DATE'2022-03-29', 5.8e23D, 'Google'),
                  (DATE'2022-05-02', 4.3e23D, 'Meta'), (DATE'2023-02-27', 5.5e23D, 'Meta'),
                  (DATE'2023-03-15', 2.1e25D, 'OpenAI'), (DATE'2024-07-23', 3.8e25D, 'Meta'),
                  (DATE'2024-07-23', 5e24D, NULL), (DATE'2022-05-02', 1e21D, NULL)
                AS releases(day, flop, organization)
                """).createOrReplaceTempView("few_releases");
        SESSION.sql("""
                SELECT id, date_add(DATE'2015-01-01', CAST(rand(1) * 3600 AS INT)) AS day, pow(10, 20 + 5 * rand(2)) AS flop,
                  if(rand(3) < 0.1, NULL, CAST(100 * pow(rand(4), 3) AS INT)) AS organization
                FROM range(0, 20000, 1, 3)
                """).createOrReplaceTempView("many_releases");
    }

    /** By {@code linregress} of log10 on days over 365.25, and Student's t with n - 2 degrees of freedom. */
    @Test
    void growthIsThatOfTheLeastSquaresLine() {
        Row growth = growthOf("growth(day, flop)", "few_releases");
        assertThat(growth.<Long>getAs("n")).isEqualTo(14);
        assertThat(growth.<Long>getAs("n_left_out")).isZero();
        assertThat(growth.<String>getAs("status")).isEqualTo("FITTED");
        assertClose(growth, "slope_oom_per_year", 0.774901708448069);
        assertClose(growth, "slope_se", 0.146810395609019);
        assertClose(growth, "r_squared", 0.698945588614745);
        assertClose(growth, "growth_factor_per_year", 5.95527345750171);
        assertThat(growth.<String>getAs("interval_method")).isEqualTo("OLS");
        assertClose(growth, "slope_ci95_low", 0.455029334966618);
        assertClose(growth, "slope_ci95_high", 1.09477408192952);
        assertClose(growth, "doubling_time_months", 4.66170084358494);
        assertClose(growth, "doubling_time_ci95_low", 3.29963963122058);
        assertClose(growth, "doubling_time_ci95_high", 7.93874080279415);
        assertThat(growth.<String>getAs("doubling_time_status")).isEqualTo("BOUNDED");
        assertThat(growth.isNullAt(growth.fieldIndex("slope_se_cr3"))).isTrue();
        assertThat(growth.isNullAt(growth.fieldIndex("n_clusters"))).isTrue();
    }

    /** Names that differ only by letters that their collation treats as equal give the numbers of one spelling. */
    @ParameterizedTest
    @ValueSource(strings = {"UTF8_LCASE", "UNICODE_CI", "UTF8_BINARY_RTRIM"})
    void clustersAreEqualByTheirCollation(String collation) {
        String variant = collation.endsWith("RTRIM") ? "concat(organization, '  ')" : "upper(organization)";
        Row growth = growthOf(
                "growth(day, flop, if(day < DATE'2020-06-01', organization, " + variant + ") COLLATE " + collation
                        + ")",
                "few_releases");
        Row expected = growthOf("growth(day, flop, organization)", "few_releases");
        assertThat(growth).isEqualTo(expected);
        assertThat(growth.<Long>getAs("n_clusters")).isEqualTo(6);
    }

    /**
     * CR3 from {@code linregress} without each cluster in turn: four organizations, and two releases without one.
     * Student's t has 5 degrees of freedom.
     */
    @Test
    void clustersGiveCr3() {
        Row growth = growthOf("growth(day, flop, organization)", "few_releases");
        assertThat(growth.<Long>getAs("n_clusters")).isEqualTo(6);
        assertClose(growth, "slope_se", 0.146810395609019);
        assertClose(growth, "slope_se_cr3", 0.115690313662028);
        assertThat(growth.<String>getAs("interval_method")).isEqualTo("CR3");
        assertClose(growth, "slope_ci95_low", 0.477510289589392);
        assertClose(growth, "slope_ci95_high", 1.07229312730675);
        assertClose(growth, "doubling_time_ci95_low", 3.36881758912403);
        assertClose(growth, "doubling_time_ci95_high", 7.56498870647169);
    }

    @Test
    void theIntervalOfOneClusterIsTheClassicalOne() {
        Row growth = growthOf("growth(day, flop, 1)", "few_releases");
        assertThat(growth.<Long>getAs("n_clusters")).isEqualTo(1);
        assertThat(growth.<String>getAs("interval_method")).isEqualTo("OLS");
        assertThat(growth.isNullAt(growth.fieldIndex("slope_se_cr3"))).isTrue();
    }

    @Test
    void theLineReachesAThresholdOnADate() {
        assertThat(first("crossing(day, flop, 1e27)", "few_releases")).isEqualTo(LocalDate.of(2026, 10, 18));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "NULL", "double('NaN')", "double('Infinity')"})
    void aThresholdThatIsNotPositiveIsNeverReached(String threshold) {
        assertThat(first("crossing(day, flop, " + threshold + ")", "few_releases"))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            line beyond the year 9999 | crossing(day, pow(10, 20 + datediff(day, DATE'2018-01-01') * 1e-6), 1e27)
            line that falls           | crossing(day, 1 / flop, 1e-30)
            two releases              | crossing(day, flop, 1e27) FILTER (WHERE day < DATE'2019-01-01')
            """)
    void withoutADateOnAGrowingLineThereIsNoCrossing(String why, String call) {
        assertThat(first(call, "few_releases")).as(why).isNull();
    }

    @Test
    void rowsWithoutADateOrAPositiveFiniteValueAreLeftOutAndCounted() {
        Row growth = growthOf("growth(day, flop, organization)", """
                (SELECT * FROM few_releases UNION ALL VALUES
                  (NULL, 1D, 'a'), (DATE'2020-01-01', NULL, 'a'), (DATE'2020-01-01', 0D, 'a'), (DATE'2020-01-01', -1D, 'a'),
                  (DATE'2020-01-01', double('NaN'), 'a'), (DATE'2020-01-01', double('Infinity'), 'a'))
                """);
        Row withoutThem = growthOf("growth(day, flop, organization)", "few_releases");
        assertThat(growth.<Long>getAs("n_left_out")).isEqualTo(6);
        assertThat(without(growth, "n_left_out")).isEqualTo(without(withoutThem, "n_left_out"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "timestamp(day) + INTERVAL 23 HOURS, flop",
                "CAST(day AS TIMESTAMP_NTZ), flop",
                "day, CAST(flop AS DECIMAL(20, 0))",
                "day, bigint(flop)",
                "day, CAST(flop AS DECIMAL(38, 5))"
            })
    void datesAndValuesOfOtherTypesAreConverted(String arguments) {
        String wholeNumbers = "(SELECT day, CAST(flop / 1e15 AS BIGINT) * 1D AS flop FROM few_releases)";
        assertThat(growthOf("growth(" + arguments + ")", wholeNumbers))
                .isEqualTo(growthOf("growth(day, flop)", wholeNumbers));
    }

    @ParameterizedTest
    @CsvSource({
        "day < DATE'2019-01-01', TOO_FEW_OBSERVATIONS, 2",
        "false, TOO_FEW_OBSERVATIONS, 0",
        "true, TOO_FEW_DATES, 14"
    })
    void aPopulationThatCannotBeFittedHasAStatusAndNoNumbers(String filter, String status, long n) {
        String day = filter.equals("true") ? "DATE'2020-01-01'" : "day";
        Row growth = growthOf("growth(" + day + ", flop, organization)", "few_releases WHERE " + filter);
        assertThat(growth.getString(0)).isEqualTo(status);
        assertThat(growth.getLong(1)).isEqualTo(n);
        for (int field = 3; field < growth.size(); field++) {
            assertThat(growth.isNullAt(field))
                    .as(growth.schema().names()[field])
                    .isTrue();
        }
    }

    @Test
    void shrinkingGrowthHasNoDoublingTime() {
        Row growth = growthOf("growth(day, 1 / flop)", "few_releases");
        assertClose(growth, "slope_oom_per_year", -0.774901708448069);
        assertThat(growth.isNullAt(growth.fieldIndex("doubling_time_months"))).isTrue();
        assertThat(growth.<String>getAs("doubling_time_status")).isEqualTo("NOT_GROWING");
    }

    @Test
    void equalValuesHaveAFlatLineAndNoRSquared() {
        Row growth = growthOf("growth(day, 3e23)", "few_releases");
        assertThat(growth.<Double>getAs("slope_oom_per_year")).isZero();
        assertThat(growth.<Double>getAs("slope_se")).isZero();
        assertThat(growth.isNullAt(growth.fieldIndex("r_squared"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            growth(string(day), flop)  | "growth(day, flop)"                 | The first parameter requires the ("DATE" or "TIMESTAMP") type
            growth(day, 'much')        | "growth(day, much)"                 | The second parameter requires the "NUMERIC" type
            growth(day, flop, day)     | "growth(day, flop, day)"            | The third parameter requires the ("STRING" or "INTEGRAL") type
            growth(flop, day)          | "growth(flop, day)"                 | The first parameter requires the ("DATE" or "TIMESTAMP") type
            growth(day)                | `growth` requires [2, 3] parameters | the actual number is 1
            crossing(day, flop)        | `crossing` requires 3 parameters    | the actual number is 2
            crossing(day, flop, '9')   | "crossing(day, flop, 9)"            | The third parameter requires the "NUMERIC" type
            crossing(day, flop, flop)  | "crossing(day, flop, flop)"         | the input `threshold` should be a foldable "DOUBLE" expression
            """)
    void aWrongArgumentIsNamedWithTheCall(String call, String namedText, String fault) {
        assertThatThrownBy(() -> SESSION.sql("SELECT " + call + " FROM few_releases"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining(namedText)
                .hasMessageContaining(fault);
    }

    /** Above the limit of 5,000 rows, those without an organization are grouped by date. Otherwise each is a cluster. */
    @ParameterizedTest
    @CsvSource({"20000", "5000", "5001"})
    void partitionsAndOrderDoNotChangeABit(int rows) {
        Dataset<Row> releases =
                SESSION.sql("SELECT * FROM many_releases WHERE id < " + rows).cache();
        String[] call = {"inline(array(growth(day, flop, organization)))"};
        Row inOnePartition = releases.coalesce(1).selectExpr(call).first();
        assertThat(inOnePartition.<Long>getAs("n")).isEqualTo(rows);
        for (Dataset<Row> otherRows : List.of(
                releases.repartition(7),
                releases.orderBy("flop"),
                releases.repartition(3).sortWithinPartitions("organization", "id"))) {
            assertThat(otherRows.selectExpr(call).first()).isEqualTo(inOnePartition);
        }
        releases.unpersist();
    }

    @Test
    void inALargePopulationRowsWithoutAClusterAreGroupedByDate() {
        String query = "SELECT inline(array(growth(day, flop, organization))) FROM many_releases";
        String byDate = query.replace("organization", "coalesce(string(organization), 'on ' || day)");
        assertThat(SESSION.sql(query).first()).isEqualTo(SESSION.sql(byDate).first());
    }

    @Test
    void manyGroupsAreAggregatedBySortingToo() {
        String query = "SELECT organization, growth(day, flop, id % 7) FROM many_releases GROUP BY 1 ORDER BY 1";
        List<Row> hashed = SESSION.sql(query).collectAsList();
        String threshold = "spark.sql.objectHashAggregate.sortBased.fallbackThreshold";
        SESSION.conf().set(threshold, "2");
        try {
            // Organizations 0 to 99, and rows without one.
            assertThat(SESSION.sql(query).collectAsList()).hasSize(101).isEqualTo(hashed);
        } finally {
            SESSION.conf().unset(threshold);
        }
    }

    @Test
    void filtersAndDistinctRowsAreThoseOfAQueryOfTheirOwn() {
        Row rowOfBoth = SESSION.sql("""
                SELECT growth(day, flop) FILTER (WHERE organization = 'Meta'), growth(DISTINCT day, flop), count(DISTINCT organization)
                FROM (SELECT * FROM few_releases UNION ALL SELECT * FROM few_releases)
                """).first();
        assertThat(rowOfBoth.getStruct(0))
                .isEqualTo(
                        growthOf(
                                "growth(day, flop)",
                                "(SELECT * FROM few_releases UNION ALL SELECT * FROM few_releases) WHERE organization = 'Meta'"));
        assertThat(rowOfBoth.getStruct(1)).isEqualTo(growthOf("growth(day, flop)", "few_releases"));
        assertThat(rowOfBoth.getLong(2)).isEqualTo(4);
    }

    @Test
    void aWindowHasTheGrowthOfItsRows() {
        List<Row> rows = SESSION.sql("""
                SELECT day, growth(day, flop, organization) OVER (ORDER BY day) AS so_far,
                  growth(day, flop, organization) OVER (ORDER BY day RANGE BETWEEN INTERVAL 2 YEARS PRECEDING AND CURRENT ROW) AS lately,
                  crossing(day, flop, 1e27) OVER (PARTITION BY organization IS NULL)
                FROM few_releases ORDER BY day
                """).collectAsList();
        assertThat(rows).hasSize(14).allSatisfy(row -> {
            String until = "few_releases WHERE day <= DATE'" + row.get(0) + "'";
            assertThat(row.getStruct(1)).isEqualTo(growthOf("growth(day, flop, organization)", until));
            assertThat(row.getStruct(2))
                    .isEqualTo(growthOf(
                            "growth(day, flop, organization)",
                            until + " AND day >= DATE'" + row.get(0) + "' - INTERVAL 2 YEARS"));
        });
        assertThat(rows.get(0).get(3))
                .isEqualTo(first("crossing(day, flop, 1e27)", "few_releases WHERE organization IS NOT NULL"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"growth", "crossing"})
    void theExampleOfADescriptionIsTrue(String function) {
        String description = SESSION.sql("DESCRIBE FUNCTION EXTENDED " + function)
                .collectAsList()
                .toString();
        Matcher example = Pattern.compile("> (SELECT .+);\\s+(\\S+)\\s").matcher(description);
        assertThat(example.find()).as(description).isTrue();
        assertThat(SESSION.sql(example.group(1)).first().get(0)).hasToString(example.group(2));
    }

    @Test
    void yearsMonthsAndTheLimitAreTheSettings() {
        TrendConfig settings = TestConfig.load();
        assertThat(settings.timeScale()).isEqualTo(TimeScale.JULIAN);
        assertThat(settings.fitting().observationsLimit()).isEqualTo(ClusterSums.OBSERVATIONS_LIMIT);
    }

    private static Row growthOf(String call, String from) {
        return SESSION.sql("SELECT " + call + " FROM " + from).first().getStruct(0);
    }

    private static Object first(String call, String from) {
        return SESSION.sql("SELECT " + call + " FROM " + from).first().get(0);
    }

    private static Map<String, Object> without(Row growth, String field) {
        Map<String, Object> values = new HashMap<>();
        for (String name : growth.schema().names()) {
            values.put(name, growth.getAs(name));
        }
        values.remove(field);
        return values;
    }

    private static void assertClose(Row growth, String field, double expected) {
        assertThat(growth.<Double>getAs(field) / expected).as(field).isEqualTo(1, CLOSE);
    }
}
