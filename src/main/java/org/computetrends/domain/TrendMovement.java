package org.computetrends.domain;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a published trend's growth moved since a publication.
 *
 * @param trend the trend
 * @param slopeBefore its growth then, OOM per year; null where it was not fitted or not published
 * @param slopeAfter its growth now, OOM per year; null where it is not fitted or not asked for
 * @param causes the releases whose change moved it most, the strongest first; none where they are not known
 */
public record TrendMovement(
        TrendKey trend,
        @Nullable Double slopeBefore,
        @Nullable Double slopeAfter,
        List<Cause> causes) {

    /** Equal releases may give slopes that differ by as much. */
    private static final double ROUNDING = 1e-9;

    /** What became of a trend. */
    public enum Kind {
        /** It was fitted then and is now. */
        MOVED,
        /** It is fitted now alone. */
        APPEARED,
        /** It was fitted then alone. */
        VANISHED
    }

    /**
     * A release that moved a trend.
     *
     * @param releaseId its id; that of the publication where it was withdrawn
     * @param kind what happened to it
     * @param slopeChange the slope now less what it would be had this not happened, OOM per year
     */
    public record Cause(String releaseId, ValueChange.Kind kind, double slopeChange) {}

    public TrendMovement {
        causes = List.copyOf(causes);
        if (slopeBefore == null && slopeAfter == null) {
            throw new IllegalArgumentException("a trend that was never fitted has not moved: " + trend);
        }
    }

    /** The same, its causes known. */
    public TrendMovement because(List<Cause> known) {
        return new TrendMovement(trend, slopeBefore, slopeAfter, known);
    }

    public Kind kind() {
        return slopeBefore == null ? Kind.APPEARED : slopeAfter == null ? Kind.VANISHED : Kind.MOVED;
    }

    /** The change of the slope as a share of what it was, with its sign; of a trend that moved. */
    public double share() {
        return share(Objects.requireNonNull(slopeAfter) - Objects.requireNonNull(slopeBefore));
    }

    /** A change of the slope as a share of what it was; infinite where that was nothing. */
    public double share(double change) {
        return change == 0 ? 0 : change / Math.abs(Objects.requireNonNull(slopeBefore));
    }

    /** Whether it moved by more than a share of what it was. One that vanished did; one that appeared did not. */
    public boolean exceeds(double bound) {
        return switch (kind()) {
            case MOVED -> Math.abs(share()) > bound + ROUNDING;
            case APPEARED -> false;
            case VANISHED -> true;
        };
    }
}
