package org.computetrends.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.computetrends.job.ReportMaker;
import org.computetrends.job.ShippedRuns;
import org.computetrends.publish.ReportFolder;
import org.computetrends.publish.TableSink;
import org.computetrends.table.PublishedTables;
import org.computetrends.table.Table;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every number on the pages of the shipped data equals the table's, as DuckDB reads it. */
class ReportNumbersIT {
    /** A cell of CSV, and the comma or line end after it. */
    private static final Pattern CELL = Pattern.compile("\\G(\"(?:[^\"]|\"\")*\"|[^\",\n]*)([,\n])");

    private static final Map<String, List<String>> KEYS =
            PublishedTables.of(List.of()).stream().collect(Collectors.toMap(Table::name, Table::key));

    @BeforeAll
    static void runs() {
        assertThat(ShippedRuns.results()).isNotEmpty();
        assertThat(ShippedRuns.result("scanned").tables()).doesNotContainKey("observations");
    }

    @ParameterizedTest
    @ValueSource(strings = {"out", "out-sevilla", "out-epoch", "out-scanned"})
    void everyNumberInTheTextIsTheTables(String output) throws IOException, SQLException {
        try (Tables tables = new Tables(ShippedRuns.folder().resolve(output))) {
            List<Quotations.Quotation> quotations = Quotations.of(tables.page());
            for (Quotations.Quotation quoted : quotations) {
                Object value = tables.value(quoted.address());
                assertThat(isSame(value, quoted.value()))
                        .as("%s is %s, not %s", quoted.address(), value, quoted.value())
                        .isTrue();
                assertThat(quoted.text())
                        .as(quoted.address())
                        .isEqualTo(quoted.style().formatValue(value));
            }
            assertThat(quotations).hasSizeGreaterThan(100);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"out", "out-sevilla", "out-epoch", "out-scanned"})
    void everyNumberThatIsDrawnIsTheTables(String output) throws IOException, SQLException {
        try (Tables tables = new Tables(ShippedRuns.folder().resolve(output))) {
            int comparedCount = 0;
            for (Map.Entry<String, JsonNode> dataset : datasets(tables.page()).properties()) {
                String table = dataset.getValue().path("from").asText();
                if (!table.isEmpty()) {
                    assertThat(KEYS).containsKey(table);
                    comparedCount += compare(
                            tables, table, cells(dataset.getValue().get("csv").asText()));
                }
            }
            assertThat(comparedCount).isGreaterThan(1000);
        }
    }

    /** The page has only a part of the table odds. Every vintage that answers a question must be in it. */
    @Test
    void aQuestionHasTheAnswersOfAllVintages() throws IOException, SQLException {
        ShippedRuns.result("2026-08-19");
        try (Tables tables = new Tables(ShippedRuns.folder().resolve("out-all"))) {
            List<List<String>> drawnCells = cells(
                    datasets(tables.page()).get("odds-by-vintage").get("csv").asText());
            int vintage = drawnCells.get(0).indexOf("origin_vintage");
            int threshold = drawnCells.get(0).indexOf("threshold");
            int before = drawnCells.get(0).indexOf("before");
            assertThat(drawnCells.subList(1, drawnCells.size()).stream()
                            .filter(line -> line.get(threshold).equals("1.0E27")
                                    && line.get(before).equals("2027-01-01")))
                    .extracting(line -> line.get(vintage))
                    .hasSizeGreaterThan(1)
                    .containsExactlyInAnyOrderElementsOf(tables.vintagesThatAnswer("1e27", "2027-01-01"));
        }
    }

    private static JsonNode datasets(String page) throws IOException {
        return new ObjectMapper().readTree(PageJson.of(page)).get("datasets");
    }

    @Test
    void aPageOfEveryVintageIsBelowThreeMegabytes() throws IOException {
        ShippedRuns.result("2026-08-19");
        assertThat(Files.size(ShippedRuns.folder().resolve("out-all/report/index.html")))
                .isLessThan(3_000_000);
    }

    @Test
    void aPageMadeAgainEqualsThatOfTheRun() throws IOException {
        Path output = ShippedRuns.folder().resolve("out-epoch");
        Path page = output.resolve("report/index.html");
        String pageOfTheRun = Files.readString(page);
        try (TableSink.Staged currentTables = ReportFolder.openCurrent(new Configuration(), output.toString())) {
            ReportFolder folder = currentTables.reportFolder().orElseThrow();
            folder.put(ReportMaker.page(folder));
            currentTables.makeVisible();
            assertThat(folder.readersPage()).hasToString(page.toString());
        }
        assertThat(Files.readString(page)).isEqualTo(pageOfTheRun);
    }

    private static int compare(Tables tables, String table, List<List<String>> lines) throws SQLException {
        List<String> columns = lines.get(0);
        assertThat(columns).as(table).containsAll(KEYS.get(table));
        int comparedCount = 0;
        for (List<String> line : lines.subList(1, lines.size())) {
            List<String> key = new ArrayList<>();
            for (String column : Objects.requireNonNull(KEYS.get(table))) {
                key.add(line.get(columns.indexOf(column)));
            }
            Map<String, Object> row = tables.row(table, KEYS.get(table), key);
            for (int i = 0; i < columns.size(); i++) {
                if (row.containsKey(columns.get(i)) && !KEYS.get(table).contains(columns.get(i))) {
                    assertThat(isSame(row.get(columns.get(i)), line.get(i)))
                            .as(
                                    "%s %s, column %s: %s, not %s",
                                    table, key, columns.get(i), row.get(columns.get(i)), line.get(i))
                            .isTrue();
                    comparedCount++;
                }
            }
        }
        return comparedCount;
    }

    private static boolean isSame(Object value, String text) {
        if (value instanceof Double number) {
            return number == Double.parseDouble(text);
        }
        return text.equals(value == null ? "" : value.toString());
    }

    private static List<List<String>> cells(String csv) {
        List<List<String>> lines = new ArrayList<>(List.of(new ArrayList<>()));
        CELL.matcher(csv).results().forEach(cell -> {
            String text = cell.group(1);
            String plainText =
                    text.startsWith("\"") ? text.substring(1, text.length() - 1).replace("\"\"", "\"") : text;
            // Csv writes an apostrophe before a text that a spreadsheet would take for a formula.
            lines.get(lines.size() - 1)
                    .add(plainText.matches("(?s)'\\s*[=+\\-@\\t\\r\\n].*") ? plainText.substring(1) : plainText);
            if (cell.group(2).equals("\n")) {
                lines.add(new ArrayList<>());
            }
        });
        lines.remove(lines.size() - 1);
        return lines;
    }

    /** The published tables of a page's vintage. */
    private static final class Tables implements AutoCloseable {
        private final Path output;
        private final JsonNode manifest;
        private final Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");

        /** Rows by the values of their key, by the table and the columns of the key. */
        private final Map<String, Map<List<String>, Map<String, Object>>> rows = new HashMap<>();

        Tables(Path output) throws IOException, SQLException {
            this.output = output;
            this.manifest =
                    new ObjectMapper().readTree(output.resolve("manifest.json").toFile());
        }

        String page() throws IOException {
            return Files.readString(output.resolve("report/index.html"));
        }

        /** The value at an address in full. */
        Object value(String address) throws SQLException {
            if (address.startsWith(Quotations.MANIFEST)) {
                String[] path = address.substring(Quotations.MANIFEST.length()).split("\\.", 2);
                return (path.length == 2
                                ? manifest.get(path[0]).get(path[1])
                                : manifest.get("rows").get(path[0]))
                        .asLong();
            }
            if (address.startsWith(Quotations.COUNT)) {
                return count(address.substring(Quotations.COUNT.length()));
            }
            String table = address.substring(0, address.indexOf('?'));
            Map<String, String> key =
                    Quotations.key(address.substring(address.indexOf('?') + 1, address.lastIndexOf('#')));
            return row(table, List.copyOf(key.keySet()), List.copyOf(key.values()))
                    .get(address.substring(address.lastIndexOf('#') + 1));
        }

        /** @param what a table, or {@code table?column=text} for its rows with this text */
        private long count(String what) throws SQLException {
            String[] parts = what.split("[?=]", 3);
            String condition = parts.length == 3 ? " where " + parts[1] + " = '" + parts[2] + "'" : "";
            try (Statement statement = duckDb.createStatement();
                    ResultSet result = statement.executeQuery("select count(*) from " + source(parts[0]) + condition)) {
                result.next();
                return result.getLong(1);
            }
        }

        Map<String, Object> row(String table, List<String> key, List<String> values) throws SQLException {
            String name = table + key;
            if (!rows.containsKey(name)) {
                rows.put(name, read(table, key));
            }
            return Objects.requireNonNull(
                    rows.get(name).get(values), () -> "no row of " + table + " has " + key + " " + values);
        }

        private Map<List<String>, Map<String, Object>> read(String table, List<String> key) throws SQLException {
            Map<List<String>, Map<String, Object>> found = new HashMap<>();
            try (Statement statement = duckDb.createStatement();
                    ResultSet result = statement.executeQuery("select * exclude (vintage) from " + source(table))) {
                while (result.next()) {
                    Map<String, Object> row = new HashMap<>();
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        Object value = result.getObject(i);
                        row.put(
                                result.getMetaData().getColumnName(i),
                                value instanceof java.sql.Date date ? date.toLocalDate() : value);
                    }
                    found.put(
                            key.stream()
                                    .map(column -> String.valueOf(row.get(column)))
                                    .collect(Collectors.toList()),
                            row);
                }
            }
            return found;
        }

        /** The vintages that answer a question of odds. A vintage is listed once for each start of its paths. */
        List<String> vintagesThatAnswer(String threshold, String before) throws SQLException {
            List<String> vintages = new ArrayList<>();
            try (Statement statement = duckDb.createStatement();
                    ResultSet result = statement.executeQuery("select origin_vintage from " + source("odds")
                            + " where event = 'published' and scenario = 'continue' and threshold = " + threshold
                            + " and before = '" + before + "'")) {
                while (result.next()) {
                    vintages.add(result.getString(1));
                }
            }
            return vintages;
        }

        private String source(String table) {
            return "'" + output + "/tables/" + table + "/vintage="
                    + manifest.get("vintage").asText() + "/*.parquet'";
        }

        @Override
        public void close() throws SQLException {
            duckDb.close();
        }
    }
}
