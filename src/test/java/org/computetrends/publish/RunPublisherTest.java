package org.computetrends.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.computetrends.domain.UserException;
import org.junit.jupiter.api.Test;

class RunPublisherTest {
    private static final Publication PUBLICATION =
            new Publication(Instant.EPOCH, "a1", LocalDate.of(2024, 1, 1), List.of(), "{}");

    private final List<String> events = new ArrayList<>();

    @Test
    void allIsStagedBeforeAnythingIsVisible() {
        new RunPublisher(List.of(new Noting("a", ""), new Noting("b", ""))).publish(PUBLICATION);
        assertThat(events).containsExactly("stage a", "stage b", "show a", "show b", "close b", "close a");
    }

    @Test
    void whatCannotBeStagedInOneSinkIsVisibleInNone() {
        assertThatThrownBy(() ->
                        new RunPublisher(List.of(new Noting("a", ""), new Noting("b", "stage"))).publish(PUBLICATION))
                .isInstanceOf(UserException.class)
                .hasMessage("b is full");
        assertThat(events).containsExactly("stage a", "stage b", "close a");
    }

    @Test
    void aFailureBetweenSinksSaysWhichHoldWhat() {
        assertThatThrownBy(() -> new RunPublisher(
                                List.of(new Noting("a", ""), new Noting("b", "show"), new Noting("c", "")))
                        .publish(PUBLICATION))
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "b is full; the new tables are in a; the previous ones are in c; run again to bring all to the"
                                + " new");
        assertThat(events)
                .containsExactly("stage a", "stage b", "stage c", "show a", "show b", "close c", "close b", "close a");
    }

    /** A sink that notes what is asked of it and fails where it is told to. */
    private final class Noting implements TableSink {
        private final String name;
        private final String failing;

        Noting(String name, String failing) {
            this.name = name;
            this.failing = failing;
        }

        private void note(String what) {
            events.add(what + " " + name);
            if (what.equals(failing)) {
                throw UserException.publishing(name + " is full");
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
        public Staged stage(Publication publication) {
            note("stage");
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
