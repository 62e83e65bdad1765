package org.computetrends.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.computetrends.TestSession;
import org.computetrends.domain.Claim;
import org.computetrends.domain.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each column of a file of claims, and the faults of its cells. */
class ClaimReaderIT {
    private static final ClaimReader.Names NAMES =
            new ClaimReader.Names(Set.of("training_compute", "training_cost"), Set.of("sevilla-2022"));

    private static final List<String> COLUMNS = ClaimRow.COLUMNS;
    private static final List<String> ALL_COLUMNS =
            Stream.concat(COLUMNS.stream(), ClaimRow.OPTIONAL_COLUMNS.stream()).toList();

    private static final Map<String, String> SOUND_CELLS = Map.ofEntries(
            Map.entry("claim_id", "sound"),
            Map.entry("source", "\"A, B\""),
            Map.entry("published_on", "2022-02-11"),
            Map.entry("quantity", "count"),
            Map.entry("metric", "training_compute"),
            Map.entry("cohort", "all"),
            Map.entry("window_to", "2010-01-01"),
            Map.entry("relation", "equals"),
            Map.entry("value", "19"),
            Map.entry("rules", "sevilla-2022"),
            Map.entry("days_per_month", "30"),
            Map.entry("note", "a note"));

    private static final String HEADER = String.join(",", COLUMNS);
    private static final String FULL_HEADER = String.join(",", ALL_COLUMNS);
    private static final String SOUND_ROW = row();

    @TempDir
    private Path folder;

    /** A sound row of the required columns, with other cells: a column's name, its cell, the next column's name... */
    private static String row(String... changes) {
        return row(COLUMNS, changes);
    }

    /** A sound row of all columns, with other cells. */
    private static String fullRow(String... changes) {
        return row(ALL_COLUMNS, changes);
    }

    private static String row(List<String> columns, String... changes) {
        Map<String, String> cells = new HashMap<>(SOUND_CELLS);
        for (int i = 0; i < changes.length; i += 2) {
            assertThat(columns).contains(changes[i]);
            cells.put(changes[i], changes[i + 1]);
        }
        return columns.stream().map(column -> cells.getOrDefault(column, "")).collect(Collectors.joining(","));
    }

    @Test
    void everyCellOfARowIsReadIntoItsClaim() throws IOException {
        Claim claim = read(HEADER, SOUND_ROW).get(0);
        assertThat(claim.id()).isEqualTo("sound");
        assertThat(claim.source()).isEqualTo("A, B");
        assertThat(claim.publishedOn()).isEqualTo("2022-02-11");
        assertThat(claim.quantity()).isEqualTo(Claim.Quantity.COUNT);
        assertThat(claim.metric()).isEqualTo("training_compute");
        assertThat(claim.cohort().id()).isEqualTo("all");
        assertThat(claim.windowFrom()).isNull();
        assertThat(claim.windowTo()).isEqualTo("2010-01-01");
        assertThat(claim.targetDate()).isNull();
        assertThat(claim.scenario()).isNull();
        assertThat(claim.vintage()).isNull();
        assertThat(claim.asOf()).isEqualTo("2022-02-11");
        assertThat(claim.published().relation()).isEqualTo(Claim.Relation.EQUALS);
        assertThat(claim.published().value()).isEqualTo("19");
        assertThat(claim.published().low()).isNull();
        assertThat(claim.published().high()).isNull();
        assertThat(claim.published().level()).isNull();
        assertThat(claim.rules()).isEqualTo("sevilla-2022");
        assertThat(claim.daysPerMonth()).isEqualTo(30);
        assertThat(claim.note()).isEqualTo("a note");
        assertThat(claim.evidence()).isNull();
    }

    @Test
    void blankLinesAndAByteOrderMarkAreIgnored() throws IOException {
        assertThat(read("\uFEFF" + HEADER, "", SOUND_ROW)).hasSize(1);
        assertFaults("", SOUND_ROW, "", SOUND_ROW)
                .hasMessageContaining("row 5, column 'claim_id': 'sound' is already used");
    }

    @Test
    void columnsMayBeInAnyOrder() throws IOException {
        List<String> reversed = new ArrayList<>(COLUMNS);
        Collections.reverse(reversed);
        assertThat(read(String.join(",", reversed), row(reversed))).isEqualTo(read(HEADER, SOUND_ROW));
    }

    @Test
    void everyFaultNamesItsRowColumnValueAndBound() {
        String faulty = row(
                "published_on", "11.2.2022",
                "quantity", "speed",
                "metric", "training_computer",
                "cohort", "allness",
                "window_from", "2012-01-01",
                "relation", "about",
                "value", "-1",
                "level", "1.5",
                "rules", "sevilla",
                "days_per_month", "many");
        assertFaults(SOUND_ROW, faulty)
                .hasMessageContaining("claims.csv: row 3, ")
                .hasMessageContaining("row 3, column 'claim_id': 'sound' is already used")
                .hasMessageContaining("row 3, column 'published_on': '11.2.2022' must be a date such as 2026-05-02")
                .hasMessageContaining("row 3, column 'quantity': 'speed' must be one of doubling_time_months,")
                .hasMessageContaining(
                        "row 3, column 'metric': 'training_computer' must be one of training_compute, training_cost")
                .hasMessageContaining("row 3, column 'cohort': 'allness' cohort 'allness': 'allness' is none of all,")
                .hasMessageContaining("row 3, column 'window_to': '2010-01-01' must be after window_from = 2012-01-01")
                .hasMessageContaining("row 3, column 'relation': 'about' must be one of equals, at-most, at-least")
                .hasMessageContaining("row 3, column 'value': '-1' must be a number above 0")
                .hasMessageContaining("row 3, column 'level': '1.5' must be a number above 0, at most 1")
                .hasMessageContaining("row 3, column 'rules': 'sevilla' must be one of sevilla-2022")
                .hasMessageContaining("row 3, column 'days_per_month': 'many' must be a number above 0, at most 1000");
        assertFaults(row("days_per_month", "2000"))
                .hasMessageContaining("row 2, column 'days_per_month': '2000' must be a number above 0, at most 1000");
    }

    @Test
    void aCohortIsOfOneValueAndOfAKnownMetric() {
        assertFaults(row("cohort", "domain=*"))
                .hasMessageContaining("row 2, column 'cohort': 'domain=*' must name one value of its attribute");
        assertFaults(row("cohort", "frontier;by=fame"))
                .hasMessageContaining("row 2, column 'cohort': 'frontier;by=fame' must be one of training_compute");
    }

    @Test
    void aClaimHasAValueOrOrderedBounds() {
        assertFaults(row("value", ""))
                .hasMessageContaining("row 2, columns 'value', 'low' and 'high': "
                        + "a claim must have a value, a lower or an upper bound");
        assertFaults(row("value", "", "low", "2", "high", "1"))
                .hasMessageContaining("row 2, columns 'value', 'low' and 'high': "
                        + "the lower bound 2 is above the upper bound 1");
    }

    @Test
    void optionalColumnsAreRead() throws IOException {
        List<Claim> claims = read(
                FULL_HEADER,
                fullRow("claim_id", "read", "evidence", "secondary"),
                fullRow("claim_id", "dated", "vintage", "2022-02-13", "vintage_reason", "its own data"),
                fullRow(
                        "claim_id", "above",
                        "quantity", "count_above",
                        "target_date", "2025-01-01",
                        "threshold", "1e25",
                        "obstacle", "they count others"),
                fullRow("claim_id", "share", "quantity", "share", "cohort", "", "obstacle", "no table has shares"),
                fullRow("claim_id", "lag", "quantity", "lag_months", "cohort", "open-after-closed"));
        assertThat(claims.get(0).evidence()).isEqualTo(Claim.Evidence.SECONDARY);
        assertThat(claims.get(1).asOf()).isEqualTo("2022-02-13");
        assertThat(claims.get(1).vintageReason()).isEqualTo("its own data");
        assertThat(claims.get(2).targetDate()).isEqualTo("2025-01-01");
        assertThat(claims.get(2).threshold()).isEqualTo(1e25);
        assertThat(claims.get(2).obstacle()).isEqualTo("they count others");
        assertThat(claims.get(3).cohort()).isNull();
        assertThat(claims.get(3).obstacle()).isEqualTo("no table has shares");
        assertThat(claims.get(4).cohort()).isNull();
        assertThat(claims.get(4).lead()).isEqualTo("open-after-closed");
    }

    @Test
    void cellsAreRequiredOrForbiddenByQuantityAndVintage() {
        assertThatThrownBy(() -> read(
                        FULL_HEADER,
                        fullRow("claim_id", "projected", "quantity", "projected_value"),
                        fullRow("claim_id", "unmeasured", "quantity", "share"),
                        fullRow("claim_id", "unexplained", "vintage", "2022-02-13"),
                        fullRow("claim_id", "undated", "vintage_reason", "its own data"),
                        fullRow("claim_id", "count", "threshold", "1e25"),
                        fullRow(
                                "claim_id", "above",
                                "quantity", "count_above",
                                "threshold", "-1",
                                "evidence", "hearsay"),
                        fullRow("claim_id", "share", "quantity", "share", "obstacle", "no table has shares"),
                        fullRow("claim_id", "lag", "quantity", "lag_months", "cohort", "")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("row 2, column 'target_date': '' must have a value")
                .hasMessageContaining("row 2, column 'scenario': '' must have a value")
                .hasMessageContaining("row 3, column 'obstacle': '' must have a value")
                .hasMessageContaining("row 4, column 'vintage_reason': '' must have a value")
                .hasMessageContaining("row 5, column 'vintage_reason': 'its own data' must be empty where vintage is")
                .hasMessageContaining("row 6, column 'threshold': '1e25' must be empty for the quantity count")
                .hasMessageContaining("row 7, column 'target_date': '' must have a value")
                .hasMessageContaining("row 7, column 'threshold': '-1' must be a number above 0")
                .hasMessageContaining("row 7, column 'evidence': 'hearsay' must be one of primary, secondary")
                .hasMessageContaining("row 8, column 'cohort': 'all' must be empty for the quantity share")
                .hasMessageContaining("row 9, column 'cohort': '' must have a value");
    }

    @Test
    void rowsOfAWrongLengthAndColumnsOfAWrongNameAreFaults() {
        assertFaults(SOUND_ROW, "short,row").hasMessageContaining("row 3 does not have 19 cells like the header");
        assertThatThrownBy(() -> read(HEADER.replace("value", "number"), SOUND_ROW))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("no column for value")
                .hasMessageContaining("column 'number' is none of claim_id");
    }

    @Test
    void aCellMaySpanLinesAndAQuoteThatIsNeverClosedIsAFault() throws IOException {
        String twoLines = row("note", "\"one\ntwo\"");
        assertThat(read(HEADER, twoLines, row("claim_id", "next")))
                .extracting(Claim::note)
                .containsExactly("one\ntwo", "a note");
        assertFaults(twoLines, "short,row", row("note", "\"a note"))
                .hasMessageContaining("row 4 does not have 19 cells like the header")
                .hasMessageContaining("row 5 opens a quote that is never closed");
    }

    @Test
    void aMissingFileIsAnInputFault() {
        assertThatThrownBy(() -> new ClaimReader(folder + "/nowhere.csv", NAMES).read(TestSession.get()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("nowhere.csv does not exist");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertFaults(String... rows) {
        return assertThatThrownBy(() -> read(HEADER, rows))
                .isInstanceOfSatisfying(
                        UserException.class, fault -> assertThat(fault.kind()).isEqualTo(UserException.Kind.INPUT));
    }

    private List<Claim> read(String header, String... rows) throws IOException {
        Path file = Files.writeString(folder.resolve("claims.csv"), header + "\n" + String.join("\n", rows) + "\n");
        return new ClaimReader(file.toString(), NAMES).read(TestSession.get());
    }
}
