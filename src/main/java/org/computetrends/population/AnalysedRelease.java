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
import org.jspecify.annotations.Nullable;

/**
 * A curated release, as far as populations depend on it.
 *
 * @param id its id
 * @param name what the source calls it
 * @param publishedOn its date as the source has it, imputed by no rule
 * @param precision how exactly that is known
 * @param derivative whether it names a base model
 * @param notable whether the source calls it notable, or null where it does not say
 * @param confidence the source's label, or null
 * @param firstOrganization its first-named organization as it is written, or null where it names none
 * @param attributes the values of attributes, in lower case
 * @param values its positive, finite values by metric, in the metric's unit; a metric is absent where unknown
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

    /** By id, and then by date. */
    static final Comparator<AnalysedRelease> IN_ORDER =
            Comparator.comparing(AnalysedRelease::id).thenComparing(AnalysedRelease::publishedOn);

    /** Days since 1970-01-01 of its date: imputed where known to its month or year, and never after the vintage. */
    public long epochDay(DateImputation imputation, LocalDate vintage) {
        return Math.min(imputation.day(publishedOn, precision).toEpochDay(), vintage.toEpochDay());
    }

    /** Whether another is dated, flagged and attributed alike, so that only values can tell their populations apart. */
    public boolean isAsSelected(AnalysedRelease other) {
        return publishedOn.equals(other.publishedOn)
                && precision == other.precision
                && derivative == other.derivative
                && Objects.equals(notable, other.notable)
                && attributes.equals(other.attributes);
    }

    /** Its value of a metric; not a number where unknown, which is neither above nor below anything. */
    public double value(String metric) {
        return values.getOrDefault(metric, Double.NaN);
    }

    public List<String> values(Attribute attribute) {
        return attributes.getOrDefault(attribute, List.of());
    }

    /** Its first-named organization, or null where it names none. */
    @Nullable
    public String organization() {
        List<String> organizations = values(Attribute.ORGANIZATION);
        return organizations.isEmpty() ? null : organizations.get(0);
    }

    /** The cluster that it belongs to: its first-named organization, or itself where it names none. */
    public String cluster() {
        String organization = organization();
        return organization == null ? "release " + id : "organization " + organization;
    }
}
