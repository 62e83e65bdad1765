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
 * A curated release in memory, with the fields by which populations are selected. {@link ReleaseConverter} makes it
 * from a row.
 *
 * @param id the {@code release_id}
 * @param name the name in the source
 * @param publishedOn the date in the source, without imputation
 * @param precision the precision of the date
 * @param derivative whether the release names a base model
 * @param notable whether the source calls the release notable; null if the source does not say
 * @param confidence the source's label of confidence in the values; null if there is none
 * @param firstOrganization the first-named organization as written; null if the release names none
 * @param attributes the values of each attribute in lower case; {@link Attribute#CONFIDENCE} is absent, see
 *     {@code confidence}
 * @param values by metric id: the value, finite and above 0, in the metric's unit; unknown metrics are absent
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

    /** By id, then by date, because releases of two vintages may have the same id. */
    public static final Comparator<AnalysedRelease> ORDER =
            Comparator.comparing(AnalysedRelease::id).thenComparing(AnalysedRelease::publishedOn);

    /**
     * The imputed day, in days since 1970-01-01. It is never after the vintage.
     *
     * @param imputation the day assumed for a date known to the month or year
     * @param vintage the vintage's date
     */
    public long epochDay(DateImputation imputation, LocalDate vintage) {
        return Math.min(imputation.day(publishedOn, precision).toEpochDay(), vintage.toEpochDay());
    }

    /**
     * Whether dates, flags and attributes are equal. A rule that uses neither names nor ids then selects both releases,
     * or neither.
     */
    public boolean isSelectedLike(AnalysedRelease other) {
        return publishedOn.equals(other.publishedOn)
                && precision == other.precision
                && derivative == other.derivative
                && Objects.equals(notable, other.notable)
                && confidence == other.confidence
                && attributes.equals(other.attributes);
    }

    /** The value of a metric; NaN if unknown, so that every comparison with it is false. */
    public double value(String metric) {
        return values.getOrDefault(metric, Double.NaN);
    }

    /** The values of an attribute, in lower case; empty if unknown. */
    public List<String> values(Attribute attribute) {
        if (attribute == Attribute.CONFIDENCE) {
            return confidence == null ? List.of() : List.of(LowerCase.of(confidence.name()));
        }
        return attributes.getOrDefault(attribute, List.of());
    }

    /**
     * The label of the cluster for standard errors: the first-named organization in lower case, or else the release
     * itself. Trends of the vintage analysed are clustered by the organization as written, because Spark's scan does not
     * convert it. Only early vintages write one organization in two ways.
     */
    public String cluster() {
        List<String> organizations = values(Attribute.ORGANIZATION);
        return organizations.isEmpty() ? "release " + id : "organization " + organizations.get(0);
    }
}
