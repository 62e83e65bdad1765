package org.computetrends.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.computetrends.ingest.DefaultSettings.CONFIG;
import static org.computetrends.ingest.DefaultSettings.MAPPING;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.StructType;
import org.computetrends.Mutations;
import org.computetrends.TestSession;
import org.computetrends.domain.UserException;
import org.computetrends.ingest.CellParser.UnreadableCellException;
import org.computetrends.table.CanonicalRelease;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random cells, rows and files. Each cell is exactly one of a value, a blank, and a reject with its reason. No other
 * exception occurs.
 */
@Tag("slow")
class CsvFuzzIT {
    private static final int CELLS = 40_000;
    private static final int ROWS = 3_000;
    private static final int FILES = 8;

    private static final CellParser PARSER = CONFIG.cells();

    private static final List<String> HEADER = List.of(
            "Model",
            "Publication date",
            "Organization",
            "Domain",
            "Parameters",
            "Training compute (FLOP)",
            "Training compute cost (2023 USD)",
            "Notability criteria",
            "Confidence",
            "Citations");
    private static final List<String> SOUND = List.of(
            "GPT-4",
            "2023-03-15",
            "OpenAI,University of California, Berkeley",
            "Language,Vision",
            "1.8e12",
            "$2,100,000",
            "4.0E+07",
            "SOTA improvement",
            "Confident",
            "12");

    @TempDir
    private Path folder;

    @Test
    void aCellIsAValueOrBlankOrRefused() {
        Mutations mutations = new Mutations(1);
        Map<String, Integer> readCounts = new HashMap<>();
        for (int i = 0; i < CELLS; i++) {
            String cell = mutations.of(mutations.oneOf(SOUND));
            boolean isBlank = PARSER.text(cell) == null;
            readCounts.merge(blankOrNumber(cell, isBlank), 1, Integer::sum);
            blankOrDate(cell, isBlank);
            blankOrLabelOrFlag(cell, isBlank);
            List<String> names = PARSER.list(cell, true);
            assertThat(names == null || names.stream().noneMatch(String::isBlank))
                    .isTrue();
        }
        // If all or none were refused, the mutations would test nothing.
        assertThat(readCounts.get("value")).isGreaterThan(CELLS / 20);
        assertThat(readCounts.get("reject")).isGreaterThan(CELLS / 5);
        System.out.printf("%d mutations of cells tried, 0 uncaught%n", mutations.made());
    }

    private static String blankOrNumber(String cell, boolean isBlank) {
        try {
            Double value = PARSER.number(cell);
            assertThat(value == null).isEqualTo(isBlank);
            assertThat(value == null || Double.isFinite(value)).isTrue();
            return value == null ? "blank" : "value";
        } catch (UnreadableCellException e) {
            assertThat(isBlank).isFalse();
            return "reject";
        }
    }

    private static void blankOrDate(String cell, boolean isBlank) {
        try {
            CellParser.PartialDate date = PARSER.date(cell);
            assertThat(date == null).isEqualTo(isBlank);
            if (date != null) {
                assertThat(date.firstDay()).isBetween(LocalDate.of(1, 1, 1), LocalDate.of(9999, 12, 31));
            }
        } catch (UnreadableCellException e) {
            assertThat(isBlank).isFalse();
        }
    }

    private static void blankOrLabelOrFlag(String cell, boolean isBlank) {
        try {
            assertThat(PARSER.confidence(cell) == null).isEqualTo(isBlank);
        } catch (UnreadableCellException e) {
            assertThat(isBlank).isFalse();
        }
        try {
            assertThat(PARSER.flag(cell) == null).isEqualTo(isBlank);
        } catch (UnreadableCellException e) {
            assertThat(isBlank).isFalse();
        }
    }

    @Test
    void everyFilledCellOfARowIsAValueOrAReject() {
        List<ColumnMapping.Binding> bindings =
                MAPPING.bind("fuzz", HEADER, Set.of()).bindings();
        CsvRowParser parser = new CsvRowParser("fuzz", HEADER, bindings, MAPPING, PARSER);
        StructType schema = CanonicalRelease.schema();
        List<String> faults = new ArrayList<>();
        Mutations mutations = new Mutations(2);
        for (long i = 0; i < ROWS; i++) {
            List<Object> cells = new ArrayList<>();
            SOUND.forEach(cell -> cells.add(mutations.of(cell)));
            List<Object> record = new ArrayList<>(cells);
            record.addAll(Arrays.asList(null, i));
            Row parsedRow = parser.parse(RowFactory.create(record.toArray()));
            Row release = parsedRow.getStruct(0);
            Set<String> rejectedFields = new HashSet<>();
            for (Row reject : (Row[]) parsedRow.get(1)) {
                assertThat(rejectedFields.add(reject.getString(3))).isTrue();
                assertThat(reject.getLong(1)).isEqualTo(i);
            }
            for (ColumnMapping.Binding binding : bindings) {
                String cell = (String) cells.get(HEADER.indexOf(binding.column()));
                boolean hasValue = release.get(schema.fieldIndex(binding.field().name())) != null;
                boolean isFilled = isFilled(binding, cell);
                boolean isRejected = rejectedFields.contains(binding.field().name());
                if ((hasValue ^ isRejected) != isFilled) {
                    faults.add(binding.column() + " of '" + cell + "'");
                }
            }
        }
        assertThat(faults).isEmpty();
        System.out.printf("%d mutations of rows' cells tried, 0 uncaught%n", mutations.made());
    }

    /** Whether a cell is not blank. A column that is read by presence always has a value: true or false. */
    private static boolean isFilled(ColumnMapping.Binding binding, String cell) {
        if (binding.reading() == ColumnMapping.Reading.PRESENCE) {
            return true;
        }
        boolean isName = CanonicalRelease.NAMES.contains(binding.field().name());
        if (binding.field().type() instanceof ArrayType) {
            return PARSER.list(cell, isName) != null;
        }
        return (isName ? PARSER.name(cell) : PARSER.text(cell)) != null;
    }

    /** Random bytes after the header, which may make the file invalid UTF-8. */
    @Test
    void aFileWithRandomBytesIsReadOrRefusedWithTheirPosition() throws IOException {
        Mutations mutations = new Mutations(4);
        int refused = 0;
        for (int i = 0; i < 4 * FILES; i++) {
            byte[] bytes =
                    "Model,Publication date\nModèle,2023-03-15\nÜnï,2023-03-16\n".getBytes(StandardCharsets.UTF_8);
            for (int change = mutations.below(3); change > 0; change--) {
                bytes[30 + mutations.below(bytes.length - 30)] = (byte) mutations.below(256);
            }
            Path file = Files.write(folder.resolve("bytes-" + i + ".csv"), bytes);
            try {
                List<Row> releases = new CsvReleaseReader(MAPPING, CONFIG.cells(), TextEncoding.UTF_8)
                        .read(TestSession.get(), file.toString())
                        .releases()
                        .collectAsList();
                assertThat(releases).extracting(Object::toString).noneMatch(row -> row.contains("\uFFFD"));
            } catch (UserException e) {
                assertThat(e).hasMessageMatching("(?s).*byte \\d+, in line \\d+, is 0x[0-9A-F]+;.*");
                refused++;
            }
        }
        // Guards against mutations that leave almost all files valid, or none.
        assertThat(refused).isBetween(FILES, 4 * FILES - 1);
    }

    /** The text of whole files, changed anywhere: quotes, separators and line ends as well. */
    @Test
    void aFileIsReadOrRefusedWithAMessage() throws IOException {
        Mutations mutations = new Mutations(3);
        int refused = 0;
        for (int i = 0; i < FILES; i++) {
            StringBuilder text = new StringBuilder(String.join(",", HEADER.subList(0, 6))).append('\n');
            for (int row = 0; row < 600; row++) {
                text.append(mutations.of("GPT-4,2023-03-15,\"OpenAI, \"\"Inc\"\"\",Language,1.8e12,2.1e25"))
                        .append('\n');
            }
            Path file = Files.write(folder.resolve(i + ".csv"), text.toString().getBytes(StandardCharsets.UTF_8));
            try {
                CsvReleaseReader.Result result = new CsvReleaseReader(MAPPING, CONFIG.cells(), TextEncoding.UTF_8)
                        .read(TestSession.get(), file.toString());
                List<Row> releases = result.releases().collectAsList();
                assertThat(releases).isNotEmpty();
                assertThat(releases.stream().map(row -> row.<Long>getAs("source_row")))
                        .doesNotHaveDuplicates();
                // Guards against mutations that change nothing.
                assertThat(result.rejects().count()).isPositive();
            } catch (UserException e) {
                refused++;
            }
        }
        // Guards against mutations that spoil most files.
        assertThat(refused).isLessThan(FILES / 2);
        System.out.printf("%d mutations of lines in %d files tried, 0 uncaught%n", mutations.made(), FILES);
    }
}
