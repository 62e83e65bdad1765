package org.computetrends.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.computetrends.ingest.DefaultSettings.reader;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.computetrends.Mutations;
import org.computetrends.TestSession;
import org.computetrends.domain.UserException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Parquet files whose columns have random types, UNKNOWN included, and names in random case. A dataset is read with all
 * its rows, or refused with a message that names a file and a column.
 */
@Tag("slow")
class ColumnFuzzIT {
    private static final LocalDate VINTAGE = LocalDate.of(2025, 1, 1);
    private static final int DATASETS = 40;
    private static final int ROWS = 5;

    private static final List<String> NAMES = List.of(
            "parameters",
            "training_compute_flop",
            "Training compute (FLOP)", // without its parentheses, an unknown column
            "base_model",
            "confidence",
            "notable",
            "Notability criteria",
            "dataset_size",
            "vintage",
            "last_modified",
            "citations",
            "excluded",
            "model");

    private static final List<String> TYPES = List.of(
            "int32",
            "int64",
            "float",
            "double",
            "boolean",
            "binary % (STRING)",
            "binary",
            "int32 % (DATE)",
            "int32 % (UNKNOWN)",
            "int32 % (DECIMAL(9,3))",
            "int64 % (DECIMAL(18,6))",
            "int32 % (INTEGER(8,true))",
            "int32 % (INTEGER(16,false))",
            "int64 % (INTEGER(64,false))",
            "int64 % (TIMESTAMP(NANOS,true))",
            "int64 % (TIMESTAMP(MICROS,true))",
            "int96",
            "fixed_len_byte_array(12) % (INTERVAL)",
            "fixed_len_byte_array(2) % (FLOAT16)");

    @TempDir
    private Path folder;

    @Test
    void aDatasetIsReadWholeOrRefusedWithAMessage() throws IOException {
        Mutations mutations = new Mutations(11);
        int readCount = 0;
        List<String> refusals = new ArrayList<>();
        for (int i = 0; i < DATASETS; i++) {
            Path dataset = folder.resolve("dataset-" + i);
            int files = 1 + mutations.below(3);
            for (int file = 0; file < files; file++) {
                OddParquet.write(
                        dataset.resolve("vintage=" + VINTAGE).resolve(file + ".parquet"),
                        ROWS,
                        columns(mutations),
                        mutations.below(4) == 0,
                        (row, number) -> {});
            }
            try {
                ReleaseReader.Result result = reader(dataset.toString(), Optional.empty(), Optional.empty())
                        .read(TestSession.get());
                assertThat(result.releases().count()).as("dataset %d", i).isEqualTo((long) ROWS * files);
                readCount++;
            } catch (UserException e) {
                assertThat(e).as("dataset %d", i).hasMessageMatching("input .*: file \\d.parquet: column '.*");
                refusals.add(e.getMessage());
            }
        }
        // Guards against columns that are all readable, or almost all refused.
        assertThat(readCount).isBetween(DATASETS / 4, DATASETS);
        assertThat(refusals).isNotEmpty();
        System.out.printf(Locale.ROOT, "%d datasets of odd columns tried, %d read, 0 uncaught%n", DATASETS, readCount);
    }

    /** Up to three columns with names in random case. Two names may differ in case only. */
    private static String columns(Mutations mutations) {
        Map<String, String> declaredTypes = new LinkedHashMap<>();
        for (int column = mutations.below(4); column > 0; column--) {
            String name = mutations.oneOf(NAMES);
            String cased = switch (mutations.below(4)) {
                case 0 -> name.toUpperCase(Locale.ROOT);
                case 1 -> name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
                default -> name;
            };
            // Schemas are parsed from text, where a name has no blanks or parentheses.
            String columnName = cased.replaceAll("[^A-Za-z_]", "");
            if (!columnName.equals("model")) {
                String type = mutations.oneOf(TYPES);
                declaredTypes.put(
                        columnName,
                        "optional " + (type.contains("%") ? type.replace("%", columnName) : type + " " + columnName)
                                + ";");
            }
        }
        return String.join(" ", declaredTypes.values());
    }
}
