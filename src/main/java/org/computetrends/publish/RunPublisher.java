package org.computetrends.publish;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.computetrends.domain.PublishedRow;
import org.computetrends.domain.UserException;
import org.computetrends.table.Column;
import org.computetrends.table.Table;

/**
 * Publishes a run to several sinks, or retires a vintage in them. The publisher first stages the run in all sinks, in
 * order, so that most errors occur while all sinks still have the previous tables. Then it makes the run visible in one
 * sink after the other, which is quick except in catalogs, whose rows are written then.
 *
 * <p>Different systems share no transaction. If a sink fails in the second step, the sinks before it have the new
 * tables and the sinks after it have the previous ones. The message lists both. Running the same run again brings all
 * sinks to the same state.
 *
 * @param sinks the sinks, in the order in which tables become visible
 */
public record RunPublisher(List<TableSink> sinks) {
    public RunPublisher {
        sinks = List.copyOf(sinks);
        if (sinks.isEmpty()) {
            throw new IllegalArgumentException("a run is published to one sink at least");
        }
    }

    /** Checks that all sinks can be published to; otherwise throws a {@link UserException}. */
    public void prepare() {
        sinks.forEach(TableSink::prepare);
    }

    /** Stages a run in all sinks. If that fails in one, all sinks have the previous tables. */
    public Staged stage(Publication publication) {
        return stage(sinks, sink -> sink.stage(publication));
    }

    /** The visible vintages of each sink, by its name, in the sinks' order: see {@link TableSink#publishedVintages}. */
    public Map<String, List<PublishedVintage>> publishedVintages() {
        Map<String, List<PublishedVintage>> vintagesBySink = new LinkedHashMap<>();
        sinks.forEach(sink -> vintagesBySink.put(sink.name(), sink.publishedVintages()));
        return vintagesBySink;
    }

    /**
     * The rows of a log in the first sink up to a day: see {@link TableSink#logged}.
     *
     * @throws UserException when the sink cannot be read
     */
    public List<PublishedRow> logged(Table log, Column day, LocalDate lastDay) {
        return sinks.get(0).logged(log, day, lastDay);
    }

    /**
     * Refuses to replace a published vintage of another scope, because readers would take the new rows for the same
     * series. A vintage without a recorded scope differs from one with any scope.
     *
     * @param scopeName the scope of the analysed releases: see {@link org.computetrends.domain.Vintage#scopeName()}
     * @throws UserException when a sink has the date with another scope
     */
    public void requireScope(LocalDate vintage, String scopeName) {
        for (TableSink sink : sinks) {
            sink.publishedVintages().stream()
                    .filter(published -> published.vintage().equals(vintage))
                    .flatMap(published -> published.otherScope(scopeName).stream())
                    .findFirst()
                    .ifPresent(other -> {
                        throw UserException.usage("vintage " + vintage + " of scope " + scopeName
                                + " is not published to " + sink.name() + ", which has that date from scope " + other
                                + ": choose another output, or retire the vintage there first (compute-trends retire)");
                    });
        }
    }

    /** The names of the sinks that have a vintage, and of those that lack it. */
    public record SinksOfVintage(List<String> having, List<String> lacking) {}

    /**
     * Finds the sinks that have a vintage to be retired.
     *
     * @throws UserException when no sink has the vintage, or when it is the only vintage of a sink
     */
    public SinksOfVintage sinksOf(Retirement retirement) {
        List<String> having = new ArrayList<>();
        List<String> lacking = new ArrayList<>();
        List<String> descriptions = new ArrayList<>();
        for (TableSink sink : sinks) {
            List<PublishedVintage> publishedVintages = sink.publishedVintages();
            descriptions.add(Retirement.describeVintages(sink.name(), publishedVintages));
            if (publishedVintages.stream().anyMatch(each -> each.vintage().equals(retirement.vintage()))) {
                retirement.remaining(sink.name(), publishedVintages);
                having.add(sink.name());
            } else {
                lacking.add(sink.name());
            }
        }
        if (having.isEmpty()) {
            throw UserException.usage(
                    "no vintage " + retirement.vintage() + " to retire: " + String.join("; ", descriptions));
        }
        return new SinksOfVintage(having, lacking);
    }

    /**
     * Stages the retirement of a vintage in the sinks that have it.
     *
     * @param sinksOfVintage the result of {@link #sinksOf}
     * @throws UserException when staging fails in one sink; all sinks then have the previous tables
     */
    public Staged stageWithout(Retirement retirement, SinksOfVintage sinksOfVintage) {
        return stage(
                sinks.stream()
                        .filter(sink -> sinksOfVintage.having().contains(sink.name()))
                        .toList(),
                sink -> sink.stageWithout(retirement));
    }

    private static Staged stage(List<TableSink> sinks, Function<TableSink, TableSink.Staged> staging) {
        Staged stagedTables = new Staged(sinks);
        try {
            sinks.forEach(sink -> stagedTables.inSinks.add(staging.apply(sink)));
            return stagedTables;
        } catch (Throwable e) {
            stagedTables.close();
            throw e;
        }
    }

    /** A run that is staged in all sinks and visible in none. */
    public static final class Staged implements AutoCloseable {
        private final List<TableSink> sinks;
        private final List<TableSink.Staged> inSinks = new ArrayList<>();

        private Staged(List<TableSink> sinks) {
            this.sinks = sinks;
        }

        /**
         * The folders for pages of the staged tables, one for each sink that publishes pages. Write them before
         * {@link #makeVisible}.
         */
        public List<ReportFolder> reportFolders() {
            return inSinks.stream()
                    .flatMap(each -> each.reportFolder().stream())
                    .toList();
        }

        /**
         * Makes the run visible in one sink after the other.
         *
         * @throws UserException when one sink fails; the message says which sinks have which tables
         */
        public void makeVisible() {
            for (int i = 0; i < sinks.size(); i++) {
                try {
                    inSinks.get(i).makeVisible();
                } catch (UserException e) {
                    throw sinks.size() == 1 ? e : partialFailure(i, e);
                }
            }
        }

        private UserException partialFailure(int failedIndex, UserException cause) {
            String sinksBefore = names(sinks.subList(0, failedIndex));
            String sinksAfter = names(sinks.subList(failedIndex + 1, sinks.size()));
            return cause.saying(cause.getMessage()
                    + (sinksBefore.isEmpty() ? "" : "; the new tables are in " + sinksBefore)
                    + (sinksAfter.isEmpty() ? "" : "; the previous ones are in " + sinksAfter)
                    + "; run again to bring all to the new tables");
        }

        /** Ends the publication in all sinks, in reverse order, and discards what is not visible. */
        @Override
        public void close() {
            Collections.reverse(inSinks);
            inSinks.forEach(TableSink.Staged::close);
        }
    }

    private static String names(List<TableSink> sinks) {
        return String.join(", ", sinks.stream().map(TableSink::name).toList());
    }
}
