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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.text.StringEscapeUtils;
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
    private static final Pattern QUOTE = Pattern.compile(
            "<data value=\"([^\"]*)\"(?: data-from=\"([^\"]*)\" data-style=\"([^\"]*)\")?>([^<]*)</data>"
                    + "|<(table|tr)(?: data-of=\"([^\"]*)\")?[^>]*>|</(table|tr)>"
                    + "|<t[hd](?=[ >])(?: scope=\"[a-z]*\")?(?: data-from=\"([^\"]*)\" data-style=\"([^\"]*)\")?");
    private static final Pattern COLUMN = Pattern.compile("(?:^|&)([a-z_0-9]+)=");
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
            int comparedCount = 0;
            String tableOf = "";
            String rowOf = "";
            List<List<String>> headings = new ArrayList<>();
            int cell = -1;
            for (MatchResult found : QUOTE.matcher(tables.page()).results().toList()) {
                if ("table".equals(found.group(5))) {
                    tableOf = unescaped(found.group(6));
                    headings.clear();
                } else if ("tr".equals(found.group(5))) {
                    rowOf = found.group(6) == null ? "" : whole(unescaped(found.group(6)) + "#", tableOf);
                    cell = -1;
                } else if (found.group(7) != null) {
                    rowOf = "";
                } else if (found.group(1) == null) {
                    cell++;
                    if (rowOf.isEmpty()) {
                        headings.add(found.group(8) == null ? List.of() : List.of(found.group(8), found.group(9)));
                    }
                } else {
                    comparedCount++;
                    List<String> quotedNames = found.group(2) == null
                            ? headings.get(cell)
                            : List.of(unescaped(found.group(2)), found.group(3));
                    String from = whole(quotedNames.get(0), rowOf);
                    Object value = tables.value(from);
                    assertThat(same(value, found.group(1)))
                            .as("%s is %s, not %s", from, value, found.group(1))
                            .isTrue();
                    assertThat(unescaped(found.group(4)))
                            .as(from)
                            .isEqualTo(NumberStyle.valueOf(quotedNames.get(1)).formatValue(value));
                }
            }
            assertThat(comparedCount).isGreaterThan(100);
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

    /** Of a table of over 100,000 rows the page has questions that each vintage answers. */
    @Test
    void everyVintageAnswersTheSameQuestion() throws IOException, SQLException {
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
    void thePageMadeAnewIsTheRuns() throws IOException {
        Path output = ShippedRuns.folder().resolve("out-epoch");
        Path page = output.resolve("report/index.html");
        String ofTheRun = Files.readString(page);
        try (TableSink.Staged currentTables = ReportFolder.openCurrent(new Configuration(), output.toString())) {
            ReportFolder folder = currentTables.reportFolder().orElseThrow();
            folder.put(ReportMaker.page(folder));
            currentTables.makeVisible();
            assertThat(folder.readersPage()).hasToString(page.toString());
        }
        assertThat(Files.readString(page)).isEqualTo(ofTheRun);
    }

    private static String unescaped(String markup) {
        return StringEscapeUtils.unescapeHtml4(markup == null ? "" : markup);
    }

    /** An address in full, where it has only what differs from another. */
    private static String whole(String from, String rowOf) {
        if (from.contains("?") || from.startsWith("manifest:") || from.startsWith("count:")) {
            return from;
        }
        Map<String, String> key = key(rowOf.substring(rowOf.indexOf('?') + 1).replaceFirst("#$", ""));
        key.putAll(key(from.substring(0, from.indexOf('#'))));
        return rowOf.substring(0, rowOf.indexOf('?') + 1)
                + key.entrySet().stream()
                        .map(column -> column.getKey() + "=" + column.getValue())
                        .collect(Collectors.joining("&"))
                + from.substring(from.indexOf('#'));
    }

    /** The columns of an address and their values, in their order. */
    private static Map<String, String> key(String address) {
        List<MatchResult> columns = COLUMN.matcher(address).results().toList();
        Map<String, String> key = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            int end = i + 1 < columns.size() ? columns.get(i + 1).start() : address.length();
            key.put(columns.get(i).group(1), address.substring(columns.get(i).end(), end));
        }
        return key;
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
                    assertThat(same(row.get(columns.get(i)), line.get(i)))
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

    private static boolean same(Object value, String text) {
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
        private final Map<String, Map<List<String>, Map<String, Object>>> rows = new HashMap<>();

        Tables(Path output) throws IOException, SQLException {
            this.output = output;
            this.manifest =
                    new ObjectMapper().readTree(output.resolve("manifest.json").toFile());
        }

        String page() throws IOException {
            return Files.readString(output.resolve("report/index.html"));
        }

        /** The value that a quotation names. */
        Object value(String from) throws SQLException {
            if (from.startsWith("manifest:")) {
                String[] path = from.substring(9).split("\\.", 2);
                return (path.length == 2
                                ? manifest.get(path[0]).get(path[1])
                                : manifest.get("rows").get(path[0]))
                        .asLong();
            }
            if (from.startsWith("count:")) {
                return count(from.substring(6));
            }
            String table = from.substring(0, from.indexOf('?'));
            String address = from.substring(from.indexOf('?') + 1, from.lastIndexOf('#'));
            Map<String, String> key = key(address);
            return row(table, List.copyOf(key.keySet()), List.copyOf(key.values()))
                    .get(from.substring(from.lastIndexOf('#') + 1));
        }

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
            String place = table + key;
            if (!rows.containsKey(place)) {
                rows.put(place, read(table, key));
            }
            return Objects.requireNonNull(
                    rows.get(place).get(values), () -> "no row of " + table + " has " + key + " " + values);
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

        /** The vintages whose odds are published, once for each start of the paths. */
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
