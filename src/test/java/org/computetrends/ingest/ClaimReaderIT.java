package org.computetrends.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.AbstractThrowableAssert;
import org.computetrends.TestSession;
import org.computetrends.domain.Claim;
import org.computetrends.domain.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimReaderIT {
    private static final ClaimReader.Names NAMES =
            new ClaimReader.Names(Set.of("training_compute", "training_cost"), Set.of("sevilla-2022"));
    private static final String HEADER = String.join(",", ClaimRow.COLUMNS);
    private static final String SOUND =
            "sound,\"A, B\",2022-02-11,count,training_compute,all,,2010-01-01,,,,equals,19,,,,sevilla-2022,30,a note";

    @TempDir
    private Path folder;

    @Test
    void everyColumnOfAClaimIsRead() throws IOException {
        Claim claim = read(HEADER, SOUND).get(0);
        assertThat(claim.id()).isEqualTo("sound");
        assertThat(claim.source()).isEqualTo("A, B");
        assertThat(claim.quantity()).isEqualTo(Claim.Quantity.COUNT);
        assertThat(claim.cohort().id()).isEqualTo("all");
        assertThat(claim.windowFrom()).isNull();
        assertThat(claim.windowTo()).isEqualTo("2010-01-01");
        assertThat(claim.vintage()).isNull();
        assertThat(claim.asOf()).isEqualTo("2022-02-11");
        assertThat(claim.evidence()).isNull();
        assertThat(claim.published().value()).isEqualTo("19");
        assertThat(claim.rules()).isEqualTo("sevilla-2022");
        assertThat(claim.daysPerMonth()).isEqualTo(30);
        assertThat(claim.note()).isEqualTo("a note");
    }

    @Test
    void aClaimKeepsTheDigitsOfItsNumbers() throws IOException {
        assertThat(read(HEADER, SOUND.replace(",19,", ",4.80,"))
                        .get(0)
                        .published()
                        .value())
                .isEqualTo("4.80");
    }

    @Test
    void blankLinesAndAByteOrderMarkAreIgnored() throws IOException {
        assertThat(read("\uFEFF" + HEADER, "", SOUND)).hasSize(1);
        assertFaults("", SOUND, "", SOUND).hasMessageContaining("line 5, column 'claim_id': 'sound' is already used");
    }

    @Test
    void columnsMayBeInAnyOrder() throws IOException {
        List<String> reversed = new java.util.ArrayList<>(ClaimRow.COLUMNS);
        java.util.Collections.reverse(reversed);
        List<String> cells =
                new java.util.ArrayList<>(List.of(SOUND.replace("\"A, B\"", "A").split(",", -1)));
        java.util.Collections.reverse(cells);
        assertThat(read(String.join(",", reversed), String.join(",", cells))
                        .get(0)
                        .id())
                .isEqualTo("sound");
    }

    @Test
    void everyFaultNamesItsLineColumnValueAndBound() {
        assertFaults(
                        SOUND,
                        "sound,s,11.2.2022,speed,training_computer,allness,2012-01-01,2010-01-01,2020-01-01,,,about,"
                                + "-1,,,1.5,sevilla,many,",
                        "p,s,,projected_value,training_compute,record,,,,,,equals,,2,1,,,,",
                        "q,s,,share,training_compute,all,,,,,,equals,,,,,,,",
                        "r,s,,count,training_compute,domain=*,,,,,,equals,1,,,,,,",
                        "t,s,,count,training_compute,frontier;by=fame,,,,,,equals,1,,,,,2000,",
                        "short,row")
                .hasMessageContaining(
                        "claims.csv: line 3, column 'quantity': 'speed' must be one of doubling_time_months,")
                .hasMessageContaining("line 3, column 'relation': 'about' must be one of equals, at-most, at-least")
                .hasMessageContaining("line 3, column 'published_on': '11.2.2022' must be a date such as 2026-05-02")
                .hasMessageContaining(
                        "line 3, column 'metric': 'training_computer' must be one of training_compute, training_cost")
                .hasMessageContaining("line 3, column 'window_to': '2010-01-01' must be after window_from = 2012-01-01")
                .hasMessageContaining("line 3, column 'value': '-1' must be a number above 0")
                .hasMessageContaining("line 3, column 'level': '1.5' must be a number above 0, at most 1")
                .hasMessageContaining("line 3, column 'rules': 'sevilla' must be one of sevilla-2022")
                .hasMessageContaining("line 3, column 'days_per_month': 'many' must be a number above 0, at most 1000")
                .hasMessageContaining("line 3, column 'claim_id': 'sound' is already used")
                .hasMessageContaining("line 4, column 'target_date': '' must have a value")
                .hasMessageContaining("line 4, column 'scenario': '' must have a value")
                .hasMessageContaining(
                        "line 4, columns 'value', 'low' and 'high': the lower bound 2 is above the upper bound 1")
                .hasMessageContaining("line 5, column 'obstacle': '' must have a value")
                .hasMessageContaining("a claim must have a value, a lower or an upper bound")
                .hasMessageContaining("line 7, column 'days_per_month': '2000' must be a number above 0, at most 1000");
    }

    @Test
    void everyFaultOfARecordIsReported() {
        String header = HEADER + "," + String.join(",", ClaimRow.OPTIONAL_COLUMNS);
        assertThatThrownBy(() -> read(header, "a,s,someday,count,training_compute,all,,,,,,equals,1,,,,,,,,1e25,,"))
                .hasMessageContaining("column 'published_on': 'someday' must be a date")
                .hasMessageContaining("column 'threshold': '1e25' must be empty for the quantity count");
    }

    @Test
    void columnsOfOneNameAreAFaultAndBlankIdsAreNoDuplicates() {
        assertThatThrownBy(() -> read(HEADER + ",note", SOUND + ","))
                .hasMessageContaining("2 columns are called 'note'");
        assertFaults(SOUND.replace("sound", ""), SOUND.replace("sound", ""))
                .hasMessageContaining("line 3, column 'claim_id': '' must have a value")
                .message()
                .doesNotContain("already used");
    }

    @Test
    void newerColumnsAreOptional() throws IOException {
        String header = HEADER + "," + String.join(",", ClaimRow.OPTIONAL_COLUMNS);
        List<Claim> claims = read(
                header,
                SOUND + ",secondary,,,",
                "own,s,,count,training_compute,all,,,,,2022-02-13,equals,1,,,,,,,primary,,its own data,",
                "above,s,,count_above,training_compute,all,,,2025-01-01,,,equals,1,,,,,,,,1e25,,they count others",
                "share,s,,share,training_compute,,,,,,,equals,1,,,,,,,,,,no table has shares",
                "lag,s,,lag_months,training_compute,open-after-closed,,,,,,equals,15.6,,,,,,,,,,");
        assertThat(claims.get(0).evidence()).isEqualTo(Claim.Evidence.SECONDARY);
        assertThat(claims.get(1).asOf()).isEqualTo("2022-02-13");
        assertThat(claims.get(1).vintageReason()).isEqualTo("its own data");
        assertThat(claims.get(2).threshold()).isEqualTo(1e25);
        assertThat(claims.get(2).targetDate()).isEqualTo("2025-01-01");
        assertThat(claims.get(2).obstacle()).isEqualTo("they count others");
        assertThat(claims.get(3).cohort()).isNull();
        assertThat(claims.get(4).cohort()).isNull();
        assertThat(claims.get(4).lead()).isEqualTo("open-after-closed");
    }

    @Test
    void optionalColumnsAreChecked() {
        String header = HEADER + "," + String.join(",", ClaimRow.OPTIONAL_COLUMNS);
        assertThatThrownBy(() -> read(
                        header,
                        "own,s,,count,training_compute,all,,,,,2022-02-13,equals,1,,,,,,,,,,",
                        "reason,s,,count,training_compute,all,,,,,,equals,1,,,,,,,,,its own data,",
                        "foreign,s,,count,training_compute,all,,,,,,equals,1,,,,,,,,1e25,,",
                        "above,s,,count_above,training_compute,all,,,,,,equals,1,,,,,,,hearsay,-1,,",
                        "share,s,,share,training_compute,all,,,,,,equals,1,,,,,,,,,,no table has shares",
                        "lag,s,,lag_months,training_compute,,,,,,,equals,1,,,,,,,,,,"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("line 2, column 'vintage_reason': '' must have a value")
                .hasMessageContaining("line 3, column 'vintage_reason': 'its own data' must be empty where vintage is")
                .hasMessageContaining("line 4, column 'threshold': '1e25' must be empty for the quantity count")
                .hasMessageContaining("line 5, column 'evidence': 'hearsay' must be one of primary, secondary")
                .hasMessageContaining("line 5, column 'target_date': '' must have a value")
                .hasMessageContaining("line 5, column 'threshold': '-1' must be a number above 0")
                .hasMessageContaining("line 6, column 'cohort': 'all' must be empty for the quantity share")
                .hasMessageContaining("line 7, column 'cohort': '' must have a value");
    }

    @Test
    void rowsOfAWrongLengthAndUnknownColumnsAreFaults() {
        assertFaults(SOUND, "short,row").hasMessageContaining("line 3 does not have 19 cells like the header");
        assertThatThrownBy(() -> read(HEADER.replace("value", "number"), SOUND))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("no column for value")
                .hasMessageContaining("column 'number' is none of claim_id");
    }

    @Test
    void aCohortHasOneValueAndAKnownRankingMetric() {
        assertFaults("r,s,,count,training_compute,domain=*,,,,,,equals,1,,,,,,")
                .hasMessageContaining("line 2, column 'cohort': 'domain=*' must name one value of its attribute");
        assertFaults("r,s,,count,training_compute,frontier;by=fame,,,,,,equals,1,,,,,,")
                .hasMessageContaining("line 2, column 'cohort': 'frontier;by=fame' must be one of training_compute");
    }

    @Test
    void aCellMaySpanLinesAndAQuoteThatIsNeverClosedIsAFault() throws IOException {
        assertThat(read(HEADER, SOUND.replace("a note", "\"one\ntwo\""), SOUND.replace("sound", "next")))
                .extracting(Claim::note)
                .containsExactly("one\ntwo", "a note");
        assertFaults(SOUND.replace("a note", "\"one\ntwo\""), "short,row", SOUND.replace("a note", "\"a note"))
                .hasMessageContaining("line 4 does not have 19 cells like the header")
                .hasMessageContaining("line 5 opens a quote that is never closed");
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
