package org.computetrends.domain;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The change of a published trend's growth since a publication.
 *
 * @param slopeBefore the growth at the publication, in OOM per year; null if not fitted or not published
 * @param slopeAfter the growth now, in OOM per year; null if not fitted or not configured
 * @param causes the releases whose change moved the trend most, the strongest first; empty if unknown
 */
public record TrendMovement(
        TrendKey trend,
        @Nullable Double slopeBefore,
        @Nullable Double slopeAfter,
        List<Cause> causes) {

    /** The relative change of a slope that rounding may cause for equal releases. */
    private static final double ROUNDING = 1e-9;

    public enum Kind {
        /** The trend was fitted then and is now. */
        MOVED,
        /** The trend is fitted only now. */
        APPEARED,
        /** The trend was fitted only then. */
        VANISHED
    }

    /**
     * A release that moved a trend.
     *
     * @param releaseId the release's id; the id in the publication if the release was withdrawn
     * @param slopeChange the slope now minus the slope without the release's change, in OOM per year
     */
    public record Cause(String releaseId, ValueChange.Kind kind, double slopeChange) {}

    public TrendMovement {
        causes = List.copyOf(causes);
        if (slopeBefore == null && slopeAfter == null) {
            throw new IllegalArgumentException("a trend that was never fitted has not moved: " + trend);
        }
    }

    public TrendMovement withCauses(List<Cause> newCauses) {
        return new TrendMovement(trend, slopeBefore, slopeAfter, newCauses);
    }

    public Kind kind() {
        return slopeBefore == null ? Kind.APPEARED : slopeAfter == null ? Kind.VANISHED : Kind.MOVED;
    }

    /** The signed change of the slope, as a share of the former slope; only for the kind {@code MOVED}. */
    public double shareMoved() {
        return shareOfSlope(Objects.requireNonNull(slopeAfter) - Objects.requireNonNull(slopeBefore));
    }

    /**
     * A change in OOM per year as a share of the former slope, which must be known. If the former slope is zero, a
     * change is infinite, and no change is 0.
     */
    public double shareOfSlope(double change) {
        return change == 0 ? 0 : change / Math.abs(Objects.requireNonNull(slopeBefore));
    }

    /**
     * Whether the slope changed by more than a share of itself. True for a trend that disappeared, false for a new one.
     */
    public boolean exceeds(double bound) {
        return switch (kind()) {
            case MOVED -> Math.abs(shareMoved()) > bound + ROUNDING;
            case APPEARED -> false;
            case VANISHED -> true;
        };
    }
}
