package org.computetrends.job;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.computetrends.domain.TrendKey;
import org.computetrends.domain.TrendMovement;
import org.computetrends.domain.TrendMovement.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The movements of a run's trends since the last publication in its sinks.
 *
 * @param bound the largest share of its growth by which a trend may move
 * @param scopeName the scope of the run's releases
 * @param comparisons one for each last publication
 */
public record GateOutcome(double bound, String scopeName, List<Comparison> comparisons) {
    public GateOutcome {
        comparisons = List.copyOf(comparisons);
    }

    /**
     * How trends moved since one last publication.
     *
     * @param sinks the names of the sinks whose last publication with trends this is
     * @param vintage the publication's vintage; empty if they have no such publication
     * @param runId its run; empty likewise
     * @param otherScope its scope, where that differs from the run's
     * @param movements every trend that was fitted then or is now
     * @param areReleasesKnown whether the releases of both vintages are in memory, so that the releases that moved a
     *     trend are named
     */
    public record Comparison(
            List<String> sinks,
            Optional<LocalDate> vintage,
            Optional<String> runId,
            Optional<String> otherScope,
            List<TrendMovement> movements,
            boolean areReleasesKnown) {

        public Comparison {
            sinks = List.copyOf(sinks);
            movements = List.copyOf(movements);
        }

        /** The trends that moved by more than the bound or disappeared, the farthest first. */
        public List<TrendMovement> beyond(double bound) {
            return movements.stream()
                    .filter(each -> each.exceeds(bound))
                    .sorted(Comparator.comparingDouble(Comparison::distance).reversed())
                    .toList();
        }

        public List<TrendMovement> of(Kind kind) {
            return movements.stream().filter(each -> each.kind() == kind).toList();
        }

        /** The number of trends in the publication. */
        public long published() {
            return (long) movements.size() - of(Kind.APPEARED).size();
        }

        private static double distance(TrendMovement movement) {
            return movement.kind() == Kind.MOVED ? Math.abs(movement.shareMoved()) : Double.POSITIVE_INFINITY;
        }

        private String publication(String scopeName) {
            return "the last publication with trends in " + String.join(", ", sinks)
                    + vintage.map(date -> " (vintage " + date + ", run " + runId.orElse("")
                                    + otherScope
                                            .map(scope ->
                                                    ", of scope " + scope + " where this run is of scope " + scopeName)
                                            .orElse("")
                                    + ")")
                            .orElse("");
        }
    }

    /** Whether every trend stayed within the bound. */
    public boolean isPassed() {
        return changed() == 0;
    }

    /** The number of trends that moved by more than the bound or disappeared, over all comparisons. */
    public long changed() {
        return comparisons.stream().mapToLong(each -> each.beyond(bound).size()).sum();
    }

    public List<String> sentences() {
        return comparisons.stream().flatMap(each -> sentences(each).stream()).toList();
    }

    private List<String> sentences(Comparison comparison) {
        if (comparison.vintage().isEmpty()) {
            return List.of("nothing to compare growth with: " + String.join(", ", comparison.sinks())
                    + " has no publication with trends yet");
        }
        List<TrendMovement> beyond = comparison.beyond(bound);
        List<String> sentences = new ArrayList<>();
        sentences.add(beyond.size() + " of " + comparison.published() + " trends moved in growth by more than "
                + percent(bound) + ", or are no longer fitted, since " + comparison.publication(scopeName)
                + (beyond.isEmpty() ? largestMovements(comparison) : ""));
        beyond.forEach(each -> sentences.add("  " + sentence(each, comparison.areReleasesKnown())));
        if (!beyond.isEmpty() && !comparison.areReleasesKnown()) {
            sentences.add(
                    "  the releases that moved them are unknown: the run or the publication has too many, or none");
        }
        List<TrendMovement> appeared = comparison.of(Kind.APPEARED);
        if (!appeared.isEmpty()) {
            sentences.add("trends that the publication lacks, " + appeared.size() + " of them: "
                    + appeared.stream().map(each -> name(each.trend())).collect(Collectors.joining("; ")));
        }
        return sentences;
    }

    private static String largestMovements(Comparison comparison) {
        return comparison.of(Kind.MOVED).stream()
                .max(Comparator.comparingDouble(Comparison::distance))
                .map(each -> "; the farthest by " + signed(each.shareMoved()) + ": " + name(each.trend()))
                .orElse("");
    }

    private static String sentence(TrendMovement movement, boolean areReleasesKnown) {
        String name = name(movement.trend());
        if (movement.kind() == Kind.VANISHED) {
            return name + ": not fitted any more, was " + slope(movement.slopeBefore());
        }
        String moved = name + ": " + signed(movement.shareMoved()) + ", from " + slope(movement.slopeBefore()) + " to "
                + slope(movement.slopeAfter());
        if (!areReleasesKnown) {
            return moved;
        }
        return moved + ", by "
                + (movement.causes().isEmpty()
                        ? "no release alone: settings, the program or several releases together"
                        : movement.causes().stream()
                                .map(cause -> cause.releaseId() + " "
                                        + cause.kind().name().toLowerCase(Locale.ROOT) + " ("
                                        + signed(movement.shareOfSlope(cause.slopeChange())) + ")")
                                .collect(Collectors.joining(", ")));
    }

    private static String name(TrendKey trend) {
        return trend.metric() + ", " + trend.cohort() + ", " + trend.era();
    }

    private static String slope(@Nullable Double slope) {
        return String.format(Locale.ROOT, "%.4f OOM a year", slope);
    }

    private static String signed(double share) {
        return Double.isInfinite(share)
                ? "from no growth"
                : String.format(Locale.ROOT, Math.abs(share) < 0.001 ? "%+.2g%%" : "%+.1f%%", 100 * share);
    }

    private static String percent(double share) {
        BigDecimal percent = BigDecimal.valueOf(100 * share).round(new MathContext(9));
        return percent.stripTrailingZeros().toPlainString() + "%";
    }
}
