package org.computetrends.publish;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.UserException;
import org.computetrends.table.Column;
import org.computetrends.table.Table;

/**
 * Publishes a run to several sinks, or retires a vintage in them. It is staged in all of them first, in their order, so that whatever can be found wrong
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
     * Stages a run in all sinks.
     *
     * @throws UserException when that fails in one; the previous tables then stand in all
     */
    public Staged stage(Publication publication) {
        return stage(sinks, sink -> sink.stage(publication));
    }

    /** What each sink shows, by the sink's name, in their order: see {@link TableSink#standing}. */
    public Map<String, List<StandingVintage>> standing() {
        Map<String, List<StandingVintage>> standing = new LinkedHashMap<>();
        sinks.forEach(sink -> standing.put(sink.name(), sink.standing()));
        return standing;
    }

    /**
     * The rows of a log in the first sink up to a day, as {@link TableSink#logged} has them.
     *
     * @throws UserException when the sink cannot be read
     */
    public List<PublishedRow> logged(Table log, Column day, LocalDate last) {
        return sinks.get(0).logged(log, day, last);
    }

    /**
     * Refuses to publish a vintage where the same date stands from another scope: its rows would replace what readers take
     * for the same series. A scope that is not recorded is another than any that is.
     *
     * @param vintage the vintage's date
     * @param scopeName the scope of the releases analysed, as {@link org.computetrends.domain.Vintage#scopeName()} has it
     * @throws UserException when a sink shows the date from another scope
     */
    public void requireScope(LocalDate vintage, String scopeName) {
        for (TableSink sink : sinks) {
            sink.standing().stream()
                    .filter(standing -> standing.vintage().equals(vintage))
                    .flatMap(standing -> standing.otherScope(scopeName).stream())
                    .findFirst()
                    .ifPresent(other -> {
                        throw UserException.usage("vintage " + vintage + " of scope " + scopeName
                                + " is not published to " + sink.name() + ", which has that date from scope " + other
                                + ": choose another output, or retire the vintage there first (compute-trends retire)");
                    });
        }
    }

    /**
     * Where a vintage is, and where it is not.
     *
     * @param having the names of the sinks that have it
     * @param lacking those of the others
     */
    public record Places(List<String> having, List<String> lacking) {}

    /**
     * Looks where a vintage would be retired.
     *
     * @throws UserException when no sink has the vintage, or one has no other
     */
    public Places placesOf(Retirement retirement) {
        List<String> having = new ArrayList<>();
        List<String> lacking = new ArrayList<>();
        List<String> described = new ArrayList<>();
        for (TableSink sink : sinks) {
            List<StandingVintage> standing = sink.standing();
            described.add(Retirement.described(sink.name(), standing));
            if (standing.stream().anyMatch(each -> each.vintage().equals(retirement.vintage()))) {
                retirement.remaining(sink.name(), standing);
                having.add(sink.name());
            } else {
                lacking.add(sink.name());
            }
        }
        if (having.isEmpty()) {
            throw UserException.usage(
                    "no vintage " + retirement.vintage() + " to retire: " + String.join("; ", described));
        }
        return new Places(having, lacking);
    }

    /**
     * Stages the retirement of a vintage in the sinks that have it.
     *
     * @param places where that is
     * @throws UserException when that fails in one; the previous tables then stand in all
     */
    public Staged stageWithout(Retirement retirement, Places places) {
        return stage(
                sinks.stream()
                        .filter(sink -> places.having().contains(sink.name()))
                        .toList(),
                sink -> sink.stageWithout(retirement));
    }

    private static Staged stage(List<TableSink> sinks, Function<TableSink, TableSink.Staged> staging) {
        Staged staged = new Staged(sinks);
        try {
            sinks.forEach(sink -> staged.inSinks.add(staging.apply(sink)));
            return staged;
        } catch (Throwable e) {
            staged.close();
            throw e;
        }
    }

    /** What is staged in all sinks and visible in none. */
    public static final class Staged implements AutoCloseable {
        private final List<TableSink> sinks;
        private final List<TableSink.Staged> inSinks = new ArrayList<>();

        private Staged(List<TableSink> sinks) {
            this.sinks = sinks;
        }

        /** Where pages of the staged tables go, before these are made visible: one for each sink that has a place for it. */
        public List<ReportFolder> reportFolders() {
            return inSinks.stream()
                    .flatMap(each -> each.reportFolder().stream())
                    .toList();
        }

        /**
         * Makes it visible in one sink after the other.
         *
         * @throws UserException when one fails; it says which sinks hold which tables
         */
        public void makeVisible() {
            for (int i = 0; i < sinks.size(); i++) {
                try {
                    inSinks.get(i).makeVisible();
                } catch (UserException e) {
                    throw sinks.size() == 1 ? e : partly(i, e);
                }
            }
        }

        private UserException partly(int failed, UserException cause) {
            String before = names(sinks.subList(0, failed));
            String after = names(sinks.subList(failed + 1, sinks.size()));
            return UserException.publishing(
                    cause.getMessage()
                            + (before.isEmpty() ? "" : "; the new tables are in " + before)
                            + (after.isEmpty() ? "" : "; the previous ones are in " + after)
                            + "; run again to bring all to the new",
                    cause);
        }

        /** Ends the publication in all sinks, the last one first; what was not made visible never will be. */
        @Override
        public void close() {
            Collections.reverse(inSinks);
            inSinks.forEach(TableSink.Staged::close);
        }
    }

    /** The folder in which readers find a run that was published, if one of the sinks has one. */
    public Optional<String> readersFolder(Publication publication) {
        return sinks.stream()
                .flatMap(sink -> sink.readersFolder(publication).stream())
                .findFirst();
    }

    private static String names(List<TableSink> sinks) {
        return String.join(", ", sinks.stream().map(TableSink::name).toList());
    }
}
