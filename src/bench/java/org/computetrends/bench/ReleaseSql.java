package org.computetrends.bench;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.computetrends.config.TrendConfig;
import org.computetrends.domain.Metric;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.Column;

/**
 * SQL over the rows of the files: which are sound, the day of each, and the decimal logarithms of their values.
 *
 * <p>A day {@code d} is the number of days since 2000-01-01. Rows with a fault have a number below {@link
 * #LAST_FAULT} instead, one per fault. Labels and names are assumed to be written as in the canonical schema.
 */
final class ReleaseSql {
    /** Days are above it, faults are at or below it. */
    static final int LAST_FAULT = -1_000_000;

    private static final LocalDate ORIGIN = LocalDate.of(2000, 1, 1);

    private final TrendConfig config;
    private final String files;
    private final LocalDate vintage;
    private final boolean isWithoutDuplicates;

    /**
     * @param config the settings of the job
     * @param files a glob of Parquet files of the canonical schema
     * @param vintage the date that no release may be after
     * @param isWithoutDuplicates whether to leave out rows that {@link #duplicates} finds
     */
    ReleaseSql(TrendConfig config, String files, LocalDate vintage, boolean isWithoutDuplicates) {
        this.config = config;
        this.files = files;
        this.vintage = vintage;
        this.isWithoutDuplicates = isWithoutDuplicates;
    }

    /** A date in this SQL: days since 2000-01-01. */
    static long day(LocalDate date) {
        return ChronoUnit.DAYS.between(ORIGIN, date);
    }

    List<Metric> metrics() {
        return config.metrics();
    }

    /**
     * The metrics of all rows: columns of the files, and computed ones with a trend over more than the largest releases.
     * Others are computed for the few releases that rank high.
     */
    List<Metric> measured() {
        return config.metrics().stream()
                .filter(metric -> metric.isColumn() || isOfAllRows(metric))
                .toList();
    }

    private boolean isOfAllRows(Metric metric) {
        return config.segmentation().trends().stream()
                .filter(trend -> trend.metric().id().equals(metric.id()))
                .anyMatch(trend -> trend.cohort().rankedBy() == null);
    }

    /** The quantities that metrics are computed from. */
    List<String> quantities() {
        String expressions = config.metrics().stream().map(Metric::expression).collect(Collectors.joining(" "));
        return allQuantities().stream()
                .filter(name -> Pattern.compile("\\b" + name + "\\b")
                        .matcher(expressions)
                        .find())
                .toList();
    }

    static List<String> allQuantities() {
        return CanonicalRelease.QUANTITIES.stream().map(Column::name).toList();
    }

    /** Whether a value is above 0 and finite. */
    static String isUsable(String value) {
        return "(" + value + " > 0 and " + value + " < 'infinity'::double)";
    }

    /**
     * A view of all rows, including those with a fault.
     *
     * @param name the view's name
     * @param columns the view's columns in addition to the day, the labels and the quantities that are metrics
     */
    String everyRow(String name, List<String> columns) {
        return view(
                name, columns, "case when " + isSound() + " then " + imputedDay() + " else " + fault() + " end", "");
    }

    /** A view of the sound rows. */
    String soundRows(String name, List<String> columns) {
        return view(name, columns, imputedDay(), " where " + isSound());
    }

    private String view(String name, List<String> columns, String day, String where) {
        List<String> selected = new ArrayList<>(quantities());
        columns.stream().filter(column -> !selected.contains(column)).forEach(selected::add);
        String logarithms = measured().stream()
                .map(metric -> "case when is_used and " + isUsable("(" + metric.expression() + ")") + " then log10("
                        + metric.expression() + ") end as y_" + metric.id())
                .collect(Collectors.joining(",\n  "));
        String labels = config.curation().excludedConfidence().stream()
                .map(label -> "'" + label + "'")
                .sorted()
                .collect(Collectors.joining(", "));
        return """
                create temp view %s as select *,
                  %s
                from (select (%s)::int as d, coalesce(notable, false) as is_notable,
                  base_model is null or trim(base_model) = '' as is_original,
                  confidence is null or confidence not in (%s) as is_used,
                  %s
                  from %s%s)""".formatted(name, logarithms, day, labels, String.join(", ", selected), rows(), where);
    }

    private String rows() {
        String all = "read_parquet('" + files + "')";
        return isWithoutDuplicates
                ? "(select rows.*, file_index, file_row_number from " + all
                        + " as rows) anti join duplicates using (file_index, file_row_number)"
                : all;
    }

    /** Trims only names that begin with white space, because trimming copies the name. */
    private static String isNamed() {
        return "(ascii(model) > 32 or trim(model) <> '')";
    }

    private String isIncluded() {
        return config.curation().rejectsMarkedExcluded() ? "excluded is distinct from true and " : "";
    }

    private String isSound() {
        return isIncluded() + isNamed() + " and published_on between date '"
                + config.curation().earliestDate() + "' and date '" + vintage + "'";
    }

    private String fault() {
        return "case when excluded then %d when not coalesce(%s, false) then %d when published_on is null then %d when published_on > date '%s' then %d else %d end"
                .formatted(
                        LAST_FAULT, isNamed(), LAST_FAULT - 1, LAST_FAULT - 2, vintage, LAST_FAULT - 3, LAST_FAULT - 4);
    }

    private String imputedDay() {
        return """
                case date_precision when 'MONTH' then least(published_on + 14, date '%1$s')
                    when 'YEAR' then least(make_date(year(published_on), 7, 1), date '%1$s')
                    else published_on end - date '%2$s'""".formatted(vintage, ORIGIN);
    }

    /**
     * Statements that find sound rows with the same name, date and organizations as another, ignoring case, except
     * the best of them. They compute hashes of all rows, then compare the rows with equal hashes.
     */
    List<String> duplicates() {
        String keyed = """
                (select *, hash(name, published_on, organizations_key) as key_hash
                from (select *, lower(trim(model)) as name,
                  lower(coalesce(array_to_string(organizations, ';'), '')) as organizations_key
                  from (select *, file_index, file_row_number from read_parquet('%s')) where %s))""".formatted(files, isSound());
        return List.of(
                "create temp table repeated as select key_hash from " + keyed
                        + " group by key_hash having count(*) > 1",
                """
                create temp table duplicates as select file_index, file_row_number
                from (select file_index, file_row_number, row_number() over (
                    partition by name, published_on, organizations_key order by %s) as copy
                  from (%s semi join repeated using (key_hash)))
                where copy > 1""".formatted(bestFirst(), keyed));
    }

    /** The order among rows of one release: most quantities, most columns, first in the file, larger quantities. */
    private String bestFirst() {
        String filled = allQuantities().stream()
                .map(name -> "coalesce(" + isUsable(name) + ", false)::int")
                .collect(Collectors.joining(" + "));
        String columns = CanonicalRelease.content().stream()
                .map(column -> allQuantities().contains(column.name())
                        ? "coalesce(" + isUsable(column.name()) + ", false)::int"
                        : "(" + column.name() + " is not null)::int")
                .collect(Collectors.joining(" + "));
        String quantities =
                allQuantities().stream().map(name -> name + " desc nulls last").collect(Collectors.joining(", "));
        return String.format(Locale.ROOT, "%s desc, %s desc, source_row nulls last, %s", filled, columns, quantities);
    }
}
