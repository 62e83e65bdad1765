package org.computetrends.population;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.computetrends.domain.Cohort.Attribute;
import org.computetrends.domain.Confidence;
import org.computetrends.domain.DateImputation;
import org.computetrends.domain.DatePrecision;
import org.computetrends.domain.LowerCase;
import org.jspecify.annotations.Nullable;

/**
 * A curated release, with the fields that populations use.
 *
 * @param id its id
 * @param name the source's name for it
 * @param publishedOn its date in the source, without imputation
 * @param precision the precision of that date
 * @param derivative whether it names a base model
 * @param notable whether the source calls it notable; null if the source does not say
 * @param confidence the source's label, or null
 * @param firstOrganization its first-named organization as written; null if it names none
 * @param attributes the values of the other attributes, in lower case
 * @param values its positive, finite values by metric, in the metric's unit; an unknown metric is absent
 */
public record AnalysedRelease(
        String id,
        String name,
        LocalDate publishedOn,
        DatePrecision precision,
        boolean derivative,
        @Nullable Boolean notable,
        @Nullable Confidence confidence,
        @Nullable String firstOrganization,
        Map<Attribute, List<String>> attributes,
        Map<String, Double> values)
        implements Serializable {

    /** Orders by id, then by date. */
    static final Comparator<AnalysedRelease> IN_ORDER =
            Comparator.comparing(AnalysedRelease::id).thenComparing(AnalysedRelease::publishedOn);

    /** The date in days since 1970-01-01. A date known to the month or year is imputed, but never after the vintage. */
    public long epochDay(DateImputation imputation, LocalDate vintage) {
        return Math.min(imputation.day(publishedOn, precision).toEpochDay(), vintage.toEpochDay());
    }

    /**
     * Whether another release has the same date, flags and attributes, so that their populations can differ by value
     * only.
     */
    public boolean isSelectedLike(AnalysedRelease other) {
        return publishedOn.equals(other.publishedOn)
                && precision == other.precision
                && derivative == other.derivative
                && Objects.equals(notable, other.notable)
                && confidence == other.confidence
                && attributes.equals(other.attributes);
    }

    /** The value of a metric; NaN if unknown, for which every comparison is false. */
    public double value(String metric) {
        return values.getOrDefault(metric, Double.NaN);
    }

    /** Its values of an attribute, in lower case; empty where unknown. */
    public List<String> values(Attribute attribute) {
        if (attribute == Attribute.CONFIDENCE) {
            return confidence == null ? List.of() : List.of(LowerCase.of(confidence.name()));
        }
        return attributes.getOrDefault(attribute, List.of());
    }

    /** The first-named organization, or null if it names none. */
    @Nullable
    public String organization() {
        List<String> organizations = values(Attribute.ORGANIZATION);
        return organizations.isEmpty() ? null : organizations.get(0);
    }

    /** The cluster: the first-named organization, or the release itself where it names none. */
    public String cluster() {
        String organization = organization();
        return organization == null ? "release " + id : "organization " + organization;
    }
}
