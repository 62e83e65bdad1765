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
 * How far a run's trends moved since the last publication in its sinks, and whether every trend is within the bound.
 *
 * @param bound the largest relative change of a slope that passes, as a share of 1
 * @param scopeName the scope of the run's releases
 * @param comparisons one for each last publication, because sinks can have different last publications
 */
public record GateOutcome(double bound, String scopeName, List<Comparison> comparisons) {
    /**
     * How trends moved since one publication.
     *
     * @param sinks the names of the sinks that have this publication as their last one with trends
     * @param vintage the publication's vintage; empty if the sinks have no publication with trends
     * @param runId the publication's run; empty if the sinks have no publication with trends
     * @param otherScope the publication's scope; empty if equal to the run's
     * @param movements every trend with a slope in the publication or the run; empty if the sinks have no publication
     *     with trends
     * @param areReleasesKnown whether movements name the releases that caused them. True if a trend moved beyond the
     *     bound, and all releases of publication and run were in memory
     */
    public record Comparison(
            List<String> sinks,
            Optional<LocalDate> vintage,
            Optional<String> runId,
            Optional<String> otherScope,
            List<TrendMovement> movements,
            boolean areReleasesKnown) {

        /** The trends that moved by more than the bound or disappeared, the farthest first. */
        public List<TrendMovement> beyond(double bound) {
            return movements.stream()
                    .filter(movement -> movement.exceeds(bound))
                    .sorted(Comparator.comparingDouble(Comparison::distanceMoved)
                            .reversed())
                    .toList();
        }

        public List<TrendMovement> ofKind(Kind kind) {
            return movements.stream()
                    .filter(movement -> movement.kind() == kind)
                    .toList();
        }

        /** The number of trends with a slope in the publication. */
        public long trendsPublished() {
            return (long) movements.size() - ofKind(Kind.APPEARED).size();
        }

        private static double distanceMoved(TrendMovement movement) {
            return movement.kind() == Kind.MOVED ? Math.abs(movement.shareMoved()) : Double.POSITIVE_INFINITY;
        }

        private String publicationName(String scopeName) {
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
        return comparisons.stream()
                .mapToLong(comparison -> comparison.beyond(bound).size())
                .sum();
    }

    /** The outcome in words, for the terminal and the error message. Sentences about one trend are indented. */
    public List<String> sentences() {
        return comparisons.stream()
                .flatMap(comparison -> sentences(comparison).stream())
                .toList();
    }

    private List<String> sentences(Comparison comparison) {
        if (comparison.vintage().isEmpty()) {
            return List.of("nothing to compare growth with: " + String.join(", ", comparison.sinks())
                    + " has no publication with trends yet");
        }
        List<TrendMovement> beyond = comparison.beyond(bound);
        List<String> sentences = new ArrayList<>();
        sentences.add(beyond.size() + " of " + comparison.trendsPublished() + " trends moved in growth by more than "
                + percent(bound) + ", or are no longer fitted, since " + comparison.publicationName(scopeName)
                + (beyond.isEmpty() ? largestMovement(comparison) : ""));
        beyond.forEach(movement -> sentences.add("  " + sentence(movement, comparison.areReleasesKnown())));
        if (!beyond.isEmpty() && !comparison.areReleasesKnown()) {
            sentences.add(
                    "  the releases that moved them are unknown: the run or the publication has too many, or none");
        }
        List<TrendMovement> appeared = comparison.ofKind(Kind.APPEARED);
        if (!appeared.isEmpty()) {
            sentences.add("trends that the publication lacks, " + appeared.size() + " of them: "
                    + appeared.stream().map(movement -> name(movement.trend())).collect(Collectors.joining("; ")));
        }
        return sentences;
    }

    private static String largestMovement(Comparison comparison) {
        return comparison.ofKind(Kind.MOVED).stream()
                .max(Comparator.comparingDouble(Comparison::distanceMoved))
                .map(movement ->
                        "; the farthest by " + signedPercent(movement.shareMoved()) + ": " + name(movement.trend()))
                .orElse("");
    }

    private static String sentence(TrendMovement movement, boolean areReleasesKnown) {
        String name = name(movement.trend());
        if (movement.kind() == Kind.VANISHED) {
            return name + ": not fitted any more, was " + slope(movement.slopeBefore());
        }
        String movedText = name + ": " + signedPercent(movement.shareMoved()) + ", from "
                + slope(movement.slopeBefore()) + " to " + slope(movement.slopeAfter());
        if (!areReleasesKnown) {
            return movedText;
        }
        return movedText + ", by "
                + (movement.causes().isEmpty()
                        ? "no release alone: settings, the program or several releases together"
                        : movement.causes().stream()
                                .map(cause -> cause.releaseId() + " "
                                        + cause.kind().name().toLowerCase(Locale.ROOT) + " ("
                                        + signedPercent(movement.shareOfSlope(cause.slopeChange())) + ")")
                                .collect(Collectors.joining(", ")));
    }

    private static String name(TrendKey trend) {
        return trend.metric() + ", " + trend.cohort() + ", " + trend.era();
    }

    private static String slope(@Nullable Double slope) {
        return String.format(Locale.ROOT, "%.4f OOM a year", slope);
    }

    private static String signedPercent(double share) {
        return Double.isInfinite(share)
                ? "from no growth"
                : String.format(Locale.ROOT, Math.abs(share) < 0.001 ? "%+.2g%%" : "%+.1f%%", 100 * share);
    }

    private static String percent(double share) {
        BigDecimal percent = BigDecimal.valueOf(100 * share).round(new MathContext(9));
        return percent.stripTrailingZeros().toPlainString() + "%";
    }
}
