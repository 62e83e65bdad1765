package org.computetrends.domain;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The concentration of the largest releases by year: the shares of organizations and countries, the gap between the
 * largest and the tenth largest release, and the number of releases that reach a threshold. In these records,
 * {@code upTo} is the year's last day, or the last day with known releases if that is earlier. {@code knownTo} is the
 * end of the metric's coverage; null if unknown.
 */
public record Concentration(List<Share> shares, List<Gap> gaps, List<Reach> reaches) {
    public static final Concentration NONE = new Concentration(List.of(), List.of(), List.of());

    public Concentration {
        shares = List.copyOf(shares);
        gaps = List.copyOf(gaps);
        reaches = List.copyOf(reaches);
    }

    /**
     * The share of one organization or country in a year's frontier. A release of several owners counts for each in
     * equal parts.
     *
     * @param grouping whether the owner is an organization or a country
     * @param owner the organization or country, in lower case; {@link #UNKNOWN} for releases that name none
     * @param releases the number of its frontier releases, with joint ones as fractions
     * @param shareOfReleases its share of the year's frontier releases
     * @param shareOfAmount its share of the sum of the values of the year's frontier releases
     * @param shareOfRecords its share of the year's records; null if the year has none
     */
    public record Share(
            String metric,
            Cohort.Attribute grouping,
            int year,
            String owner,
            LocalDate upTo,
            @Nullable LocalDate knownTo,
            double releases,
            double shareOfReleases,
            double shareOfAmount,
            @Nullable Double shareOfRecords) {
        public static final String UNKNOWN = "unknown";
    }

    /**
     * The distance from the largest release so far to the tenth largest, at the end of a year.
     *
     * @param largest the id of the largest release
     * @param tenth the id of the tenth largest release
     * @param monthsBehind how many months before {@code upTo} a release first reached the tenth largest value
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
        /** Orders of magnitude between the largest and the tenth largest value. */
        public double oom() {
            return Math.log10(largestValue) - Math.log10(tenthValue);
        }
    }

    /**
     * The number of releases, without derivatives, at or above a threshold by the end of a year.
     *
     * @param threshold in the metric's unit
     * @param first the date of the first release; null if there is none
     * @param tenth the date of the tenth release; null if there are fewer
     * @param firstToTenthMonths null if there are fewer than ten
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
