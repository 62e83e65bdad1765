package org.computetrends.table;

import static org.computetrends.table.Column.optional;
import static org.computetrends.table.Column.optionalDate;
import static org.computetrends.table.Column.optionalNumber;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of the canonical input, which has one row for each release of an AI system. A dataset must have the
 * columns {@code model} and {@code published_on}. It may lack any other, and values may be null if unknown.
 */
public final class CanonicalRelease {

    private static final DataType TEXTS = DataTypes.createArrayType(DataTypes.StringType, true);

    public static final String TRAINING_COMPUTE = "training_compute_flop";
    public static final String MODEL = "model";
    public static final String PUBLISHED_ON = "published_on";
    public static final String DATE_PRECISION = "date_precision";
    public static final String ORGANIZATIONS = "organizations";
    public static final String COUNTRIES = "countries";
    public static final String DOMAINS = "domains";
    public static final String CONFIDENCE = "confidence";
    public static final String ACCESSIBILITY = "accessibility";
    public static final String BASE_MODEL = "base_model";
    public static final String NOTABLE = "notable";
    public static final String EXCLUDED = "excluded";
    public static final String COST_PRICE_YEAR = "cost_price_year";
    /** Within a run, the row index in the Parquet file if the source states no row number. */
    public static final String SOURCE_ROW = "source_row";

    /** Columns of names. Some texts that count as blank in other columns are valid names. */
    public static final List<String> NAMES = List.of(MODEL, ORGANIZATIONS, COUNTRIES);

    /** The quantities: above 0, or null if unknown. A metric can be any of them, or computed from them. */
    public static final List<Column> QUANTITIES = List.of(
            optionalNumber("parameters", "Trainable parameters."),
            optionalNumber(TRAINING_COMPUTE, "Training compute, in FLOP."),
            optionalNumber("training_compute_low_flop", "The source's lower bound on training compute, in FLOP."),
            optionalNumber("training_compute_high_flop", "The source's upper bound on training compute, in FLOP."),
            optionalNumber("dataset_size", "Training data, in the source's data points (tokens for language)."),
            optionalNumber("training_time_hours", "Wall-clock time of training, in hours."),
            optionalNumber("hardware_quantity", "Accelerators used at once."),
            optionalNumber("hardware_utilization", "Share of the hardware's peak arithmetic used, 0 to 1."),
            optionalNumber("training_power_watts", "Power drawn during training, in watts."),
            optionalNumber(
                    "training_cost_usd", "Cost of training: hardware amortized over its life, and energy; US dollars."),
            optionalNumber("training_cost_cloud_usd", "Cost of training at cloud rental prices; US dollars."),
            optionalNumber("training_cost_acquisition_usd", "Cost of buying the hardware used; US dollars."));

    /** Every column of the canonical schema. */
    public static final List<Column> COLUMNS = columns();

    /** The required columns. */
    public static final List<String> REQUIRED = List.of(MODEL, PUBLISHED_ON);

    private CanonicalRelease() {}

    private static List<Column> columns() {
        List<Column> columns = new ArrayList<>(List.of(
                optional(MODEL, DataTypes.StringType, "The system's name. Required."),
                optionalDate(
                        PUBLISHED_ON,
                        "Date of publication; the first day of the month or year if only that is known. Required."),
                optional(DATE_PRECISION, DataTypes.StringType, "DAY, MONTH or YEAR; DAY where null."),
                optional(ORGANIZATIONS, TEXTS, "Organizations that made the system, as the source orders them."),
                optional(COUNTRIES, TEXTS, "Countries of the organizations."),
                optional(DOMAINS, TEXTS, "Domains, such as Language or Vision."),
                optional("training_hardware", TEXTS, "Accelerators used for training.")));
        columns.addAll(QUANTITIES);
        columns.addAll(List.of(
                optional(
                        COST_PRICE_YEAR,
                        DataTypes.IntegerType,
                        "The year of the US dollars in which costs are stated."),
                optional(
                        CONFIDENCE,
                        DataTypes.StringType,
                        "The source's confidence: CONFIDENT, LIKELY, SPECULATIVE, ..."),
                optional(ACCESSIBILITY, DataTypes.StringType, "How the model can be used, in the source's words."),
                optional(BASE_MODEL, DataTypes.StringType, "The release that this one derives from; null for none."),
                optional(
                        NOTABLE,
                        DataTypes.BooleanType,
                        "Whether the source calls the release notable; null if the source has no flag."),
                optional(
                        EXCLUDED,
                        DataTypes.BooleanType,
                        "Whether the source marks the release as excluded; null if the source has no such mark."),
                optionalNumber("citations", "Citations of the release's publication."),
                optional(
                        SOURCE_ROW,
                        DataTypes.LongType,
                        "Row number in the published file, where the header is row 1.")));
        return List.copyOf(columns);
    }

    /** All columns except {@link #SOURCE_ROW}, so that equal releases have equal content wherever they are stored. */
    public static List<Column> content() {
        return COLUMNS.stream()
                .filter(column -> !column.name().equals(SOURCE_ROW))
                .toList();
    }

    /** The canonical schema. */
    public static StructType schema() {
        return Column.schema(COLUMNS);
    }

    /** A column by its name. */
    public static Optional<Column> column(String name) {
        return COLUMNS.stream().filter(column -> column.name().equals(name)).findFirst();
    }
}
