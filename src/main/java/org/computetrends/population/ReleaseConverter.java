package org.computetrends.population;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.computetrends.domain.Cohort.Attribute;
import org.computetrends.domain.Confidence;
import org.computetrends.domain.DatePrecision;
import org.computetrends.domain.LowerCase;
import org.computetrends.domain.Metric;
import org.computetrends.table.CanonicalRelease;
import org.computetrends.table.CuratedRelease;
import org.jspecify.annotations.Nullable;

/**
 * Converts curated releases, which are Spark rows, to {@link AnalysedRelease}s.
 *
 * @param metrics the metrics whose values are converted; values that are not finite or not above 0 become unknown
 */
public record ReleaseConverter(List<Metric> metrics) {

    public ReleaseConverter {
        metrics = List.copyOf(metrics);
    }

    /** The converted releases, sorted by id. */
    public List<AnalysedRelease> converted(List<CuratedRelease> releases) {
        return releases.stream()
                .map(this::converted)
                .sorted(AnalysedRelease.ORDER)
                .toList();
    }

    private AnalysedRelease converted(CuratedRelease release) {
        Map<String, Double> values = new HashMap<>();
        for (Metric metric : metrics) {
            Double value = release.metric(metric);
            if (value != null && value > 0 && value < Double.POSITIVE_INFINITY) {
                values.put(metric.id(), value);
            }
        }
        Map<Attribute, List<String>> attributes = new EnumMap<>(Attribute.class);
        for (Attribute attribute : Attribute.values()) {
            if (attribute != Attribute.CONFIDENCE) {
                attributes.put(
                        attribute,
                        texts(release, attribute).stream()
                                .filter(Objects::nonNull)
                                .map(LowerCase::of)
                                .toList());
            }
        }
        List<@Nullable String> organizations = texts(release, Attribute.ORGANIZATION);
        String confidence = release.text(CanonicalRelease.CONFIDENCE);
        return new AnalysedRelease(
                release.id(),
                Objects.requireNonNull(release.text(CanonicalRelease.MODEL)),
                (LocalDate) Objects.requireNonNull(release.value(CanonicalRelease.PUBLISHED_ON)),
                DatePrecision.valueOf(Objects.requireNonNull(release.text(CanonicalRelease.DATE_PRECISION))),
                release.value(CanonicalRelease.BASE_MODEL) != null,
                (Boolean) release.value(CanonicalRelease.NOTABLE),
                confidence == null ? null : Confidence.valueOf(confidence),
                organizations.isEmpty() ? null : organizations.get(0),
                attributes,
                Map.copyOf(values));
    }

    /** An attribute's values as written; empty if unknown. */
    private static List<@Nullable String> texts(CuratedRelease release, Attribute attribute) {
        int index = release.columns().fieldIndex(column(attribute));
        if (release.columns().isNullAt(index)) {
            return List.of();
        }
        return attribute == Attribute.ACCESSIBILITY
                ? List.of(release.columns().getString(index))
                : release.columns().getList(index);
    }

    /** The canonical column of an attribute: a text for accessibility and confidence, a list of texts for others. */
    public static String column(Attribute attribute) {
        return switch (attribute) {
            case DOMAIN -> CanonicalRelease.DOMAINS;
            case COUNTRY -> CanonicalRelease.COUNTRIES;
            case ORGANIZATION -> CanonicalRelease.ORGANIZATIONS;
            case ACCESSIBILITY -> CanonicalRelease.ACCESSIBILITY;
            case CONFIDENCE -> CanonicalRelease.CONFIDENCE;
        };
    }
}
