package org.computetrends.publish;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.computetrends.domain.UserException;

/**
 * Publishes a run to several sinks. It is staged in all of them first, in their order, so that whatever can be found wrong
 * is found while all hold the previous tables; then it is made visible in one after the other, which takes moments. There is
 * no step common to different systems: when one fails at that point, those before it hold the new tables and it and those
 * after it the previous ones, and the message says which. The same run started again brings all to the same state.
 */
public final class RunPublisher {
    private final List<TableSink> sinks;

    /** @param sinks where to publish, in the order in which tables become visible */
    public RunPublisher(List<TableSink> sinks) {
        this.sinks = List.copyOf(sinks);
        if (sinks.isEmpty()) {
            throw new IllegalArgumentException("a run is published to one sink at least");
        }
    }

    /**
     * Finds out whether all sinks can be published to.
     *
     * @throws UserException when one cannot
     */
    public void prepare() {
        sinks.forEach(TableSink::prepare);
    }

    /**
     * Publishes.
     *
     * @throws UserException when anything goes wrong; it says which sinks hold which tables
     */
    public void publish(Publication publication) {
        Deque<TableSink.Staged> open = new ArrayDeque<>();
        try {
            List<TableSink.Staged> staged = new ArrayList<>();
            for (TableSink sink : sinks) {
                TableSink.Staged one = sink.stage(publication);
                open.push(one);
                staged.add(one);
            }
            for (int i = 0; i < staged.size(); i++) {
                makeVisible(staged.get(i), i);
            }
        } finally {
            open.forEach(TableSink.Staged::close);
        }
    }

    /** The folder in which readers find a run that was published, if one of the sinks has one. */
    public Optional<String> readersFolder(Publication publication) {
        return sinks.stream()
                .flatMap(sink -> sink.readersFolder(publication).stream())
                .findFirst();
    }

    private void makeVisible(TableSink.Staged staged, int place) {
        try {
            staged.makeVisible();
        } catch (UserException e) {
            if (sinks.size() == 1) {
                throw e;
            }
            String before = names(sinks.subList(0, place));
            String after = names(sinks.subList(place + 1, sinks.size()));
            throw UserException.publishing(
                    e.getMessage()
                            + (before.isEmpty() ? "" : "; the new tables are in " + before)
                            + (after.isEmpty() ? "" : "; the previous ones are in " + after)
                            + "; run again to bring all to the new",
                    e);
        }
    }

    private static String names(List<TableSink> sinks) {
        return String.join(", ", sinks.stream().map(TableSink::name).toList());
    }
}
