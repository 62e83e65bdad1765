package org.computetrends.domain;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How few make the largest releases, and how soon others follow, by year.
 *
 * @param shares whose the frontier's releases of a year are
 * @param gaps how far the tenth largest is from the largest
 * @param reaches how many have reached a threshold
 */
public record Concentration(List<Share> shares, List<Gap> gaps, List<Reach> reaches) {
    /** Where nothing is known. */
    public static final Concentration NONE = new Concentration(List.of(), List.of(), List.of());

    public Concentration {
        shares = List.copyOf(shares);
        gaps = List.copyOf(gaps);
        reaches = List.copyOf(reaches);
    }

    /**
     * One organization's, or country's, part of a year's frontier. A release of several is split equally among them.
     *
     * @param metric the metric's id
     * @param grouping organization or country
     * @param year the year of release
     * @param value whose part, in lower case; {@link #UNKNOWN} of releases that name nobody
     * @param upTo the year's last day, or the vintage's
     * @param knownTo where coverage of the metric ends; null where it cannot be said
     * @param releases its releases of the frontier, split ones in part
     * @param ofReleases their share of the year's
     * @param ofAmount the share of the sum of their values, in the metric's unit
     * @param ofRecords its share of the year's records; null where the year has none
     */
    public record Share(
            String metric,
            Cohort.Attribute grouping,
            int year,
            String value,
            LocalDate upTo,
            @Nullable LocalDate knownTo,
            double releases,
            double ofReleases,
            double ofAmount,
            @Nullable Double ofRecords) {
        public static final String UNKNOWN = "unknown";
    }

    /**
     * The distance from the largest release so far to the tenth largest, at the end of a year.
     *
     * @param metric the metric's id
     * @param year the year
     * @param upTo its last day, or the vintage's
     * @param knownTo where coverage of the metric ends; null where it cannot be said
     * @param largest the id of the largest release
     * @param tenth the id of the tenth largest
     * @param largestValue its value, in the metric's unit
     * @param tenthValue the tenth's
     * @param monthsBehind months from the first release that was as large as the tenth to the day
     */
    public record Gap(
            String metric,
            int year,
            LocalDate upTo,
            @Nullable LocalDate knownTo,
            String largest,
            String tenth,
            double largestValue,
            double tenthValue,
            double monthsBehind) {
        /** Orders of magnitude between them. */
        public double oom() {
            return Math.log10(largestValue) - Math.log10(tenthValue);
        }
    }

    /**
     * Who had reached a threshold by the end of a year.
     *
     * @param metric the metric's id
     * @param threshold in the metric's unit
     * @param year the year
     * @param upTo its last day, or the vintage's
     * @param knownTo where coverage of the metric ends; null where it cannot be said
     * @param releases releases at or above it, those derived from another apart
     * @param organizations organizations that they name
     * @param countries countries that they name
     * @param first the date of the first; null where there is none
     * @param tenth the date of the tenth; null where there are fewer
     * @param firstToTenthMonths months between them; null likewise
     */
    public record Reach(
            String metric,
            double threshold,
            int year,
            LocalDate upTo,
            @Nullable LocalDate knownTo,
            long releases,
            long organizations,
            long countries,
            @Nullable LocalDate first,
            @Nullable LocalDate tenth,
            @Nullable Double firstToTenthMonths) {

        /** Whether ten releases had reached it. */
        public enum Status {
            TEN_REACHED,
            FEWER_THAN_TEN,
            NOT_REACHED
        }

        public Status status() {
            return tenth != null ? Status.TEN_REACHED : releases > 0 ? Status.FEWER_THAN_TEN : Status.NOT_REACHED;
        }
    }
}
