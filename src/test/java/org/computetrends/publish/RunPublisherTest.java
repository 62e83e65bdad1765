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

/** The order in which sinks stage and commit, with sinks that fail on demand. */
class RunPublisherTest {
    private static final Publication PUBLICATION =
            new Publication(Instant.EPOCH, "a1", LocalDate.of(2024, 1, 1), List.of(), "{}");

    private static final Retirement RETIREMENT = new Retirement(Instant.EPOCH, LocalDate.of(2024, 1, 1));

    private final List<String> events = new ArrayList<>();
    private final Map<String, List<PublishedVintage>> publishedVintages = new HashMap<>();

    @Test
    void allIsStagedBeforeAnythingIsVisible() {
        publish(sink("a"), sink("b"));
        assertThat(events).containsExactly("stage a", "stage b", "show a", "show b", "close b", "close a");
    }

    @Test
    void aFailureToStageInOneSinkPublishesInNone() {
        assertThatThrownBy(() -> publish(sink("a"), sinkThatFails("b", "stage")))
                .isInstanceOf(UserException.class)
                .hasMessage("b is full");
        assertThat(events).containsExactly("stage a", "stage b", "close a");
    }

    @Test
    void aFailureBetweenSinksNamesWhatEachSinkHas() {
        assertThatThrownBy(() -> publish(sink("a"), sinkThatFails("b", "show"), sink("c")))
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
        assertThatThrownBy(() -> publish(new LoggingSink("b", "show", refused), sink("a")))
                .isInstanceOfSatisfying(
                        UserException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(UserException.Kind.USAGE))
                .hasMessageStartingWith("b refuses the login; the previous ones are in a;");
    }

    @Test
    void aVintageIsRetiredWhereItIs() {
        publishedVintages.put("a", vintages("2024-01-01", "2025-01-01"));
        publishedVintages.put("b", vintages("2025-01-01"));
        publishedVintages.put("c", vintages("2023-01-01", "2024-01-01"));
        RunPublisher publisher =
                new RunPublisher(List.of(sink("a"), sink("b"), sink("c")));
        RunPublisher.SinksOfVintage sinksOfVintage = publisher.sinksOf(RETIREMENT);
        try (RunPublisher.Staged stagedTables = publisher.stageWithout(RETIREMENT, sinksOfVintage)) {
            stagedTables.makeVisible();
        }
        assertThat(sinksOfVintage.having()).containsExactly("a", "c");
        assertThat(sinksOfVintage.lacking()).containsExactly("b");
        assertThat(events)
                .containsExactly("stage without a", "stage without c", "show a", "show c", "close c", "close a");
    }

    @Test
    void aVintageThatNoSinkHasIsAnsweredWithThoseThatThereAre() {
        publishedVintages.put("a", vintages("2025-01-01", "2023-01-01"));
        assertThatThrownBy(
                        () -> new RunPublisher(List.of(sink("a"), sink("b"))).sinksOf(RETIREMENT))
                .isInstanceOf(UserException.class)
                .hasMessage("no vintage 2024-01-01 to retire: a has 2023-01-01, 2025-01-01; b has none");
        assertThat(events).isEmpty();
    }

    @Test
    void theOnlyVintageOfASinkIsNotRetired() {
        publishedVintages.put("a", vintages("2024-01-01", "2025-01-01"));
        publishedVintages.put("b", vintages("2024-01-01"));
        assertThatThrownBy(
                        () -> new RunPublisher(List.of(sink("a"), sink("b"))).sinksOf(RETIREMENT))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("the vintage 2024-01-01 is the only one in b");
        assertThat(events).isEmpty();
    }

    @Test
    void aDatePublishedWithAnotherOrAnUnknownScopeIsRefused() {
        RunPublisher publisher = new RunPublisher(List.of(sink("a")));
        LocalDate date = LocalDate.of(2024, 1, 1);
        publishedVintages.put("a", List.of(ofScope("large-scale")));
        assertThatThrownBy(() -> publisher.requireScope(date, "notable"))
                .isInstanceOf(UserException.class)
                .hasMessage("vintage 2024-01-01 of scope notable is not published to a, which has that date from scope"
                        + " large-scale: choose another output, or retire the vintage there first (compute-trends"
                        + " retire)");
        assertThatThrownBy(() -> publisher.requireScope(date, "unrecorded"))
                .hasMessageContaining("of scope unrecorded");
        publishedVintages.put("a", List.of(ofScope(null)));
        assertThatThrownBy(() -> publisher.requireScope(date, "notable"))
                .hasMessageContaining("from scope unrecorded: ");
        publisher.requireScope(date, "unrecorded");
        publisher.requireScope(date.plusDays(1), "notable");
        publishedVintages.put("a", vintages("2024-01-01")); // without the table runs
        publisher.requireScope(date, "notable");
    }

    private TableSink sink(String name) {
        return sinkThatFails(name, "");
    }

    private TableSink sinkThatFails(String name, String step) {
        return new LoggingSink(name, step, UserException.publishing(name + " is full"));
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

    /** A sink that logs its calls and fails at the step that a test names. */
    private final class LoggingSink implements TableSink {
        private final String name;
        private final String failingStep;
        private final UserException failure;

        LoggingSink(String name, String failingStep, UserException failure) {
            this.name = name;
            this.failingStep = failingStep;
            this.failure = failure;
        }

        private void log(String step) {
            events.add(step + " " + name);
            if (step.equals(failingStep)) {
                throw failure;
            }
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void prepare() {
            log("prepare");
        }

        @Override
        public List<PublishedVintage> publishedVintages() {
            return publishedVintages.getOrDefault(name, List.of());
        }

        @Override
        public List<PublishedRow> logged(Table log, Column day, LocalDate last) {
            return List.of();
        }

        @Override
        public Staged stageWithout(Retirement retirement) {
            log("stage without");
            return staged();
        }

        @Override
        public Staged stage(Publication publication) {
            log("stage");
            return staged();
        }

        private Staged staged() {
            return new Staged() {
                @Override
                public void makeVisible() {
                    log("show");
                }

                @Override
                public void close() {
                    log("close");
                }
            };
        }
    }
}
