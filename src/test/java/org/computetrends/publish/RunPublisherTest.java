package org.computetrends.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.PublishedTable;
import org.computetrends.domain.UserException;
import org.computetrends.table.Column;
import org.computetrends.table.Table;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunPublisherTest {
    private static final Publication PUBLICATION =
            new Publication(Instant.EPOCH, "a1", LocalDate.of(2024, 1, 1), List.of(), "{}");

    private static final Retirement RETIREMENT = new Retirement(Instant.EPOCH, LocalDate.of(2024, 1, 1));

    private final List<String> events = new ArrayList<>();
    private final Map<String, List<PublishedVintage>> vintagesBySink = new HashMap<>();

    @Test
    void allIsStagedBeforeAnythingIsVisible() {
        publish(new RecordingSink("a", ""), new RecordingSink("b", ""));
        assertThat(events).containsExactly("stage a", "stage b", "show a", "show b", "close b", "close a");
    }

    @Test
    void aRunThatCannotBeStagedInOneSinkIsVisibleInNone() {
        assertThatThrownBy(() -> publish(new RecordingSink("a", ""), new RecordingSink("b", "stage")))
                .isInstanceOf(UserException.class)
                .hasMessage("b is full");
        assertThat(events).containsExactly("stage a", "stage b", "close a");
    }

    @Test
    void aFailureBetweenSinksSaysWhichHaveTheNewTables() {
        assertThatThrownBy(() ->
                        publish(new RecordingSink("a", ""), new RecordingSink("b", "show"), new RecordingSink("c", "")))
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "b is full; the new tables are in a; the previous ones are in c; run again to bring all to the"
                                + " new tables");
        assertThat(events)
                .containsExactly("stage a", "stage b", "stage c", "show a", "show b", "close c", "close b", "close a");
    }

    @Test
    void aFailureThatARetryRepeatsKeepsItsKind() {
        UserException refused = UserException.usage("b refuses the login");
        TestSinks.assertThatFails(
                        UserException.Kind.USAGE,
                        () -> publish(new RecordingSink("b", "show", refused), new RecordingSink("a", "")))
                .hasMessageStartingWith("b refuses the login; the previous ones are in a;");
    }

    @Test
    void aVintageIsRetiredInTheSinksThatHaveIt() {
        vintagesBySink.put("a", vintages("2024-01-01", "2025-01-01"));
        vintagesBySink.put("b", vintages("2025-01-01"));
        vintagesBySink.put("c", vintages("2023-01-01", "2024-01-01"));
        RunPublisher publisher = new RunPublisher(
                List.of(new RecordingSink("a", ""), new RecordingSink("b", ""), new RecordingSink("c", "")));
        RunPublisher.SinksOfVintage sinksOfVintage = publisher.sinksOf(RETIREMENT);
        try (RunPublisher.Staged stagedTables = publisher.stageRetirement(RETIREMENT, sinksOfVintage)) {
            stagedTables.makeVisible();
        }
        assertThat(sinksOfVintage.having()).containsExactly("a", "c");
        assertThat(sinksOfVintage.lacking()).containsExactly("b");
        assertThat(events)
                .containsExactly("stage without a", "stage without c", "show a", "show c", "close c", "close a");
    }

    @Test
    void aVintageThatNoSinkHasIsRefusedWithTheExistingOnes() {
        vintagesBySink.put("a", vintages("2025-01-01", "2023-01-01"));
        assertThatThrownBy(() -> new RunPublisher(List.of(new RecordingSink("a", ""), new RecordingSink("b", "")))
                        .sinksOf(RETIREMENT))
                .isInstanceOf(UserException.class)
                .hasMessage("no vintage 2024-01-01 to retire: a has 2023-01-01, 2025-01-01; b has none");
        assertThat(events).isEmpty();
    }

    @Test
    void theOnlyVintageOfASinkIsNotRetired() {
        vintagesBySink.put("a", vintages("2024-01-01", "2025-01-01"));
        vintagesBySink.put("b", vintages("2024-01-01"));
        assertThatThrownBy(() -> new RunPublisher(List.of(new RecordingSink("a", ""), new RecordingSink("b", "")))
                        .sinksOf(RETIREMENT))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("the vintage 2024-01-01 is the only one in b");
        assertThat(events).isEmpty();
    }

    @Test
    void aVintageOfAnotherScopeIsNotReplaced() {
        RunPublisher publisher = new RunPublisher(List.of(new RecordingSink("a", "")));
        LocalDate date = LocalDate.of(2024, 1, 1);
        vintagesBySink.put("a", List.of(ofScope("large-scale")));
        assertThatThrownBy(() -> publisher.requireScope(date, "notable"))
                .isInstanceOf(UserException.class)
                .hasMessage("vintage 2024-01-01 of scope notable is not published to a, which has that date from scope"
                        + " large-scale: choose another output, or retire the vintage there first (compute-trends"
                        + " retire)");
        assertThatThrownBy(() -> publisher.requireScope(date, "unrecorded"))
                .hasMessageContaining("of scope unrecorded");
        vintagesBySink.put("a", List.of(ofScope(null)));
        assertThatThrownBy(() -> publisher.requireScope(date, "notable"))
                .hasMessageContaining("from scope unrecorded: ");
        publisher.requireScope(date, "unrecorded");
        publisher.requireScope(date.plusDays(1), "notable");
        vintagesBySink.put("a", vintages("2024-01-01")); // without the table runs
        publisher.requireScope(date, "notable");
    }

    private static void publish(TableSink... sinks) {
        try (RunPublisher.Staged stagedTables = new RunPublisher(List.of(sinks)).stage(PUBLICATION)) {
            stagedTables.makeVisible();
        }
    }

    private static PublishedVintage ofScope(@Nullable String scope) {
        Map<String, Object> run = scope == null ? Map.of() : Map.of("scope", scope);
        return new PublishedVintage(
                LocalDate.of(2024, 1, 1),
                "a1",
                (table, wanted) ->
                        new PublishedTable(table.heading(), List.of(new PublishedRow(table.heading(), run)), 1));
    }

    private static List<PublishedVintage> vintages(String... dates) {
        return Stream.of(dates)
                .map(date -> new PublishedVintage(
                        LocalDate.parse(date),
                        "a1",
                        (table, wanted) -> new PublishedTable(table.heading(), List.of(), 0)))
                .toList();
    }

    /** A sink that records its calls, and fails in a given one. */
    private final class RecordingSink implements TableSink {
        private final String name;
        private final String failing;
        private final UserException failure;

        RecordingSink(String name, String failing) {
            this(name, failing, UserException.publishing(name + " is full"));
        }

        RecordingSink(String name, String failing, UserException failure) {
            this.name = name;
            this.failing = failing;
            this.failure = failure;
        }

        private void note(String what) {
            events.add(what + " " + name);
            if (what.equals(failing)) {
                throw failure;
            }
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void prepare() {
            note("prepare");
        }

        @Override
        public List<PublishedVintage> publishedVintages() {
            return vintagesBySink.getOrDefault(name, List.of());
        }

        @Override
        public List<PublishedRow> readLog(Table log, Column day, LocalDate last) {
            return List.of();
        }

        @Override
        public Staged stageRetirement(Retirement retirement) {
            note("stage without");
            return staged();
        }

        @Override
        public Staged stage(Publication publication) {
            note("stage");
            return staged();
        }

        private Staged staged() {
            return new Staged() {
                @Override
                public void makeVisible() {
                    note("show");
                }

                @Override
                public void close() {
                    note("close");
                }
            };
        }
    }
}
