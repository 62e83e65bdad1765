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
 * Publishes a run to several sinks, or retires a vintage in them. The first step stages the run in all sinks, so that
 * most errors occur while all sinks still have the previous tables. The second step makes the run visible in one sink
 * after the other. It is quick, except for {@link CatalogPublisher}, which writes its rows then.
 *
 * <p>The sinks share no transaction. If one fails in the second step, the sinks before it have the new tables and the
 * sinks after it have the previous ones. The message lists them. Running the same run again brings all sinks to the
 * same state.
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

    /** The visible vintages of each sink, by the sink's name, in the sinks' order: see {@link TableSink}. */
    public Map<String, List<PublishedVintage>> publishedVintages() {
        Map<String, List<PublishedVintage>> vintagesBySink = new LinkedHashMap<>();
        sinks.forEach(sink -> vintagesBySink.put(sink.name(), sink.publishedVintages()));
        return vintagesBySink;
    }

    /**
     * Reads a log in the first sink, because every run adds the same rows to the logs of all its sinks: see
     * {@link TableSink#readLog}. If the first sink was added later than others, it lacks the rows of earlier runs.
     */
    public List<PublishedRow> readLog(Table log, Column dateColumn, LocalDate lastDay) {
        return sinks.get(0).readLog(log, dateColumn, lastDay);
    }

    /**
     * Checks that a run would not replace a published vintage of another scope, because readers would take the new rows
     * for the same series. An unrecorded scope differs from every recorded one. A vintage that was published without
     * the table {@code runs} is not checked.
     *
     * @param scopeName the scope of the analysed releases: see {@link org.computetrends.domain.Vintage#scopeName()}
     * @throws UserException when a sink has the vintage with another scope
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

    /** The names of the sinks that have a vintage, and the names of the sinks that lack it. */
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
            if (publishedVintages.stream()
                    .anyMatch(published -> published.vintage().equals(retirement.vintage()))) {
                retirement.remaining(sink.name(), publishedVintages); // throws if it is the only vintage
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
     * Stages the retirement of a vintage in the sinks that have the vintage.
     *
     * @param sinksOfVintage the result of {@link #sinksOf} for this retirement
     * @throws UserException when staging fails in one sink; all sinks then have the previous tables
     */
    public Staged stageRetirement(Retirement retirement, SinksOfVintage sinksOfVintage) {
        return stage(
                sinks.stream()
                        .filter(sink -> sinksOfVintage.having().contains(sink.name()))
                        .toList(),
                sink -> sink.stageRetirement(retirement));
    }

    private static Staged stage(List<TableSink> sinks, Function<TableSink, TableSink.Staged> stageInSink) {
        Staged stagedRun = new Staged(sinks);
        try {
            sinks.forEach(sink -> stagedRun.stagedInSinks.add(stageInSink.apply(sink)));
            return stagedRun;
        } catch (Throwable e) {
            stagedRun.close();
            throw e;
        }
    }

    /** A run or a retirement that is staged in sinks and visible in none. */
    public static final class Staged implements AutoCloseable {
        private final List<TableSink> sinks;

        /** The staged tables of each sink, in the order of the sinks. */
        private final List<TableSink.Staged> stagedInSinks = new ArrayList<>();

        private Staged(List<TableSink> sinks) {
            this.sinks = sinks;
        }

        /**
         * The folders for pages of the staged tables, one for each sink that publishes pages. Write them before
         * {@link #makeVisible}.
         */
        public List<ReportFolder> reportFolders() {
            return stagedInSinks.stream()
                    .flatMap(staged -> staged.reportFolder().stream())
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
                    stagedInSinks.get(i).makeVisible();
                } catch (UserException e) {
                    throw sinks.size() == 1 ? e : partialFailure(i, e);
                }
            }
        }

        private UserException partialFailure(int failedIndex, UserException cause) {
            String sinksBefore = names(sinks.subList(0, failedIndex));
            String sinksAfter = names(sinks.subList(failedIndex + 1, sinks.size()));
            return cause.withMessage(cause.getMessage()
                    + (sinksBefore.isEmpty() ? "" : "; the new tables are in " + sinksBefore)
                    + (sinksAfter.isEmpty() ? "" : "; the previous ones are in " + sinksAfter)
                    + "; run again to bring all to the new tables");
        }

        /** Closes the staged tables of all sinks, in reverse order: see {@link TableSink.Staged#close}. */
        @Override
        public void close() {
            Collections.reverse(stagedInSinks);
            stagedInSinks.forEach(TableSink.Staged::close);
        }
    }

    private static String names(List<TableSink> sinks) {
        return String.join(", ", sinks.stream().map(TableSink::name).toList());
    }
}
