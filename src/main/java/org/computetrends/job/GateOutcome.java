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
 * How far a run's trends moved since the last publication in its sinks. A trend fails if it moved by more than the
 * bound, or is no longer fitted.
 *
 * @param bound the largest relative change of a slope that passes, as a share of 1
 * @param scopeName the scope of the run's releases
 * @param comparisons one for each last publication, because sinks can have different last publications
 */
public record GateOutcome(double bound, String scopeName, List<Comparison> comparisons) {
    /** A publication with trends; {@code otherScope} is its scope, or empty if equal to the run's. */
    public record LastPublication(LocalDate vintage, String runId, Optional<String> otherScope) {}

    /**
     * How trends moved since one publication.
     *
     * @param sinks the names of the sinks that have this publication as their last one with trends
     * @param publication empty if the sinks have no publication with trends
     * @param movements every trend with a slope in the publication or the run; empty without a publication
     * @param areReleasesKnown whether movements name the releases that caused them. True if a trend fails, and all
     *     releases of publication and run were in memory
     */
    public record Comparison(
            List<String> sinks,
            Optional<LastPublication> publication,
            List<TrendMovement> movements,
            boolean areReleasesKnown) {

        /** The trends that fail, the farthest first. */
        public List<TrendMovement> failing(double bound) {
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
    }

    /** Whether no trend fails. */
    public boolean isPassed() {
        return failingCount() == 0;
    }

    /** The number of trends that fail, over all comparisons. */
    public long failingCount() {
        return comparisons.stream()
                .mapToLong(comparison -> comparison.failing(bound).size())
                .sum();
    }

    /** The outcome in words, for the terminal and the error message. Sentences about one trend are indented. */
    public List<String> sentences() {
        return comparisons.stream()
                .flatMap(comparison -> sentences(comparison).stream())
                .toList();
    }

    private List<String> sentences(Comparison comparison) {
        String sinks = String.join(", ", comparison.sinks());
        if (comparison.publication().isEmpty()) {
            return List.of("nothing to compare growth with: " + sinks + " has no publication with trends yet");
        }
        List<TrendMovement> failing = comparison.failing(bound);
        List<String> sentences = new ArrayList<>();
        sentences.add(failing.size() + " of " + comparison.trendsPublished() + " trends moved in growth by more than "
                + percent(bound) + ", or are no longer fitted, since the last publication with trends in " + sinks
                + " (" + description(comparison.publication().get()) + ")"
                + (failing.isEmpty() ? largestMovement(comparison) : ""));
        failing.forEach(movement -> sentences.add("  " + sentence(movement, comparison.areReleasesKnown())));
        if (!failing.isEmpty() && !comparison.areReleasesKnown()) {
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

    private String description(LastPublication publication) {
        return "vintage " + publication.vintage() + ", run " + publication.runId()
                + publication
                        .otherScope()
                        .map(scope -> ", of scope " + scope + " where this run is of scope " + scopeName)
                        .orElse("");
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
            return name + ": no longer fitted, was " + slope(movement.slopeBefore());
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

    /** A change in percent; with two digits if one decimal would read as 0.0%. */
    private static String signedPercent(double share) {
        return Double.isInfinite(share)
                ? "from no growth"
                : String.format(Locale.ROOT, Math.abs(share) < 0.001 ? "%+.2g%%" : "%+.1f%%", 100 * share);
    }

    private static String percent(double share) {
        // Rounded, because 100 * share is not exact: 0.07 would read as 7.000000000000001%.
        BigDecimal percent = BigDecimal.valueOf(100 * share).round(new MathContext(9));
        return percent.stripTrailingZeros().toPlainString() + "%";
    }
}
