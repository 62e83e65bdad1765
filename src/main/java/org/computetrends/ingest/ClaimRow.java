package org.computetrends.ingest;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.computetrends.domain.Claim;
import org.computetrends.domain.Claim.Quantity;
import org.computetrends.domain.Cohort;
import org.computetrends.domain.IsoDate;
import org.jspecify.annotations.Nullable;

/**
 * Converts one record of a file of claims to a claim, for {@link ClaimReader}.
 *
 * <p>An <em>obstacle</em> is why the tables cannot judge a claim. A claim must have one if no table measures its
 * quantity, or if it has neither a cohort nor a lead.
 *
 * @param line the line on which the record begins
 * @param row the cells as text, in the order of the header
 * @param faults receives the faults of the record
 */
record ClaimRow(long line, List<String> header, Row row, ClaimReader.Names names, List<String> faults) {
    static final List<String> COLUMNS = List.of(
            "claim_id",
            "source",
            "published_on",
            "quantity",
            "metric",
            "cohort",
            "window_from",
            "window_to",
            "target_date",
            "scenario",
            "vintage",
            "relation",
            "value",
            "low",
            "high",
            "level",
            "rules",
            "days_per_month",
            "note");

    /** Columns that may be missing from a file. */
    static final List<String> OPTIONAL_COLUMNS = List.of("evidence", "threshold", "vintage_reason", "obstacle");

    private static final BigDecimal MAX_DAYS_PER_MONTH = BigDecimal.valueOf(1000);

    String id() {
        return Objects.requireNonNullElse(cell("claim_id"), "");
    }

    /** The claim; null if it has a fault. */
    @Nullable
    Claim claim() {
        int faultsBefore = faults.size();
        // A faulty quantity becomes a count, because a count needs no target date, threshold or scenario.
        Quantity quantity = required("quantity", text -> choice(text, Quantity.class, '_'), Quantity.COUNT);
        if (faults.size() == faultsBefore) { // with a faulty quantity it is unknown which columns must be empty
            requireEmpty(quantity);
        }
        Claim.Relation relation =
                required("relation", text -> choice(text, Claim.Relation.class, '-'), Claim.Relation.EQUALS);
        String id = required("claim_id", Function.identity(), "");
        String source = required("source", Function.identity(), "");
        Claim.Evidence evidence = optional("evidence", text -> choice(text, Claim.Evidence.class, '_'));
        LocalDate publishedOn = optional("published_on", IsoDate::parse);
        String metric = required("metric", text -> knownName(text, names.metrics()), "");
        String obstacle = quantity.isMeasured() ? cell("obstacle") : required("obstacle", Function.identity(), "");
        // For a lag, the column cohort has the id of a lead of the settings instead: a lead has two cohorts.
        boolean isLag = quantity.isOfLead();
        Cohort cohort = isLag ? null : requiredIf(obstacle == null, "cohort", this::cohort, Cohort.all());
        String lead = isLag ? requiredIf(obstacle == null, "cohort", Function.identity(), "") : null;
        LocalDate from = optional("window_from", IsoDate::parse);
        LocalDate to = optional("window_to", IsoDate::parse);
        requireWindow(from, to);
        QuantityColumns quantityColumns = quantityColumns(quantity, cohort);
        LocalDate vintage = optional("vintage", IsoDate::parse);
        String vintageReason = vintageReason(vintage);
        Claim.Published published = publishedFigure(relation);
        String rules = optional("rules", text -> knownName(text, names.presets()));
        BigDecimal days = optional("days_per_month", text -> positive(text, MAX_DAYS_PER_MONTH));
        if (faults.size() > faultsBefore || published == null) {
            return null;
        }
        return new Claim(
                id,
                source,
                evidence,
                publishedOn,
                quantity,
                metric,
                cohort,
                from,
                to,
                quantityColumns.target(),
                doubleOrNull(quantityColumns.threshold()),
                quantityColumns.scenario(),
                vintage,
                vintageReason,
                published,
                rules,
                doubleOrNull(days),
                obstacle,
                cell("note"),
                lead);
    }

    /** The columns that apply only to some quantities. */
    private record QuantityColumns(
            @Nullable LocalDate target,
            @Nullable BigDecimal threshold,
            @Nullable String scenario) {}

    private QuantityColumns quantityColumns(Quantity quantity, @Nullable Cohort cohort) {
        // Our number is computed even if an obstacle keeps the claim untested.
        boolean isComputed = quantity.isMeasured() && cohort != null;
        return new QuantityColumns(
                requiredIf(
                        isComputed && applies("target_date", quantity), "target_date", IsoDate::parse, LocalDate.EPOCH),
                requiredIf(
                        isComputed && applies("threshold", quantity),
                        "threshold",
                        text -> positive(text, null),
                        BigDecimal.ONE),
                requiredIf(isComputed && applies("scenario", quantity), "scenario", Function.identity(), ""));
    }

    private void requireWindow(@Nullable LocalDate from, @Nullable LocalDate to) {
        if (from != null && to != null && !from.isBefore(to)) {
            fault("window_to", to.toString(), "must be after window_from = " + from);
        }
    }

    private @Nullable String vintageReason(@Nullable LocalDate vintage) {
        String reason = requiredIf(vintage != null, "vintage_reason", Function.identity(), "");
        if (vintage == null && reason != null) {
            fault("vintage_reason", reason, "must be empty where vintage is");
        }
        return reason;
    }

    /** Whether a column applies to a quantity. For other quantities, the column must be empty. */
    private static boolean applies(String column, Quantity quantity) {
        return switch (column) {
            case "cohort" -> quantity.isMeasured();
            case "target_date" -> quantity == Quantity.PROJECTED_VALUE || quantity == Quantity.COUNT_ABOVE;
            case "threshold" -> quantity == Quantity.CROSSING_DATE || quantity == Quantity.COUNT_ABOVE;
            case "scenario" -> quantity.isProjected();
            default -> true;
        };
    }

    /** The value of a cell, which is {@link #required} or {@link #optional} depending on the claim. */
    private <T> @Nullable T requiredIf(boolean isRequired, String column, Function<String, T> parse, T fallback) {
        return isRequired ? required(column, parse, fallback) : optional(column, parse);
    }

    /** The published value with its interval; null if either has a fault. */
    private Claim.@Nullable Published publishedFigure(Claim.Relation relation) {
        int faultsBefore = faults.size();
        BigDecimal value = optional("value", text -> positive(text, null));
        BigDecimal low = optional("low", text -> positive(text, null));
        BigDecimal high = optional("high", text -> positive(text, null));
        BigDecimal level = optional("level", text -> positive(text, BigDecimal.ONE));
        if (faults.size() > faultsBefore) {
            return null;
        }
        try {
            return new Claim.Published(relation, value, low, high, doubleOrNull(level));
        } catch (IllegalArgumentException e) {
            faults.add("line " + line + ", columns 'value', 'low' and 'high': " + e.getMessage());
            return null;
        }
    }

    /** The text of a cell; null if it is blank or the column is missing. */
    private @Nullable String cell(String column) {
        int index = header.indexOf(column);
        String cell = index < 0 ? null : row.getString(index);
        return cell == null || cell.isBlank() ? null : cell.trim();
    }

    /** The value of a cell that must have one. After a fault, the fallback, so that the other cells are checked too. */
    private <T> T required(String column, Function<String, T> parse, T fallback) {
        if (cell(column) == null) {
            fault(column, "", "must have a value");
            return fallback;
        }
        T value = optional(column, parse);
        return value == null ? fallback : value;
    }

    /** The value of a cell; null if the cell is empty or has a fault. */
    private <T> @Nullable T optional(String column, Function<String, T> parse) {
        String cell = cell(column);
        try {
            return cell == null ? null : parse.apply(cell);
        } catch (DateTimeException e) {
            fault(column, cell, "must be a date such as 2026-05-02");
        } catch (IllegalArgumentException e) {
            fault(column, cell, String.valueOf(e.getMessage()));
        }
        return null;
    }

    /** Requires that columns which do not apply to a quantity are empty. */
    private void requireEmpty(Quantity quantity) {
        for (String column : List.of("cohort", "target_date", "threshold", "scenario")) {
            String cell = cell(column);
            if (cell != null && !applies(column, quantity)) {
                fault(column, cell, "must be empty for the quantity " + idOf(quantity, '_'));
            }
        }
    }

    private void fault(String column, @Nullable String value, String bound) {
        faults.add(CsvFile.location("line " + line, column) + "'" + value + "' " + bound);
    }

    private static @Nullable Double doubleOrNull(@Nullable BigDecimal number) {
        return number == null ? null : (Double) number.doubleValue();
    }

    private static BigDecimal positive(String text, @Nullable BigDecimal maximum) {
        String bound = maximum == null ? "must be a number above 0" : "must be a number above 0, at most " + maximum;
        BigDecimal number;
        try {
            number = new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(bound, e);
        }
        if (number.signum() <= 0
                || !Double.isFinite(number.doubleValue())
                || (maximum != null && number.compareTo(maximum) > 0)) {
            throw new IllegalArgumentException(bound);
        }
        return number;
    }

    private static String knownName(String text, Set<String> knownNames) {
        if (!knownNames.contains(text)) {
            throw new IllegalArgumentException("must be one of " + String.join(", ", new TreeSet<>(knownNames)));
        }
        return text;
    }

    private Cohort cohort(String text) {
        Cohort cohort = Cohort.parse(text);
        if (cohort.has(Cohort.Test.WILDCARD)) {
            throw new IllegalArgumentException("must name one value of its attribute");
        }
        String rankedBy = cohort.rankedBy();
        if (rankedBy != null) {
            knownName(rankedBy, names.metrics());
        }
        return cohort;
    }

    /** The constant with an id. An id is the name in lower case, with the given separator between words. */
    private static <E extends Enum<E>> E choice(String text, Class<E> type, char separator) {
        for (E constant : type.getEnumConstants()) {
            if (idOf(constant, separator).equals(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(Arrays.stream(type.getEnumConstants())
                .map(constant -> idOf(constant, separator))
                .collect(Collectors.joining(", ", "must be one of ", "")));
    }

    private static String idOf(Enum<?> constant, char separator) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', separator);
    }
}
