package org.computetrends.report;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.computetrends.domain.PublishedRow;

/**
 * The ids of the forecast methods that the page compares.
 *
 * @param startVariants the method of the run's default forecast (empty if the run has none); then, if the settings have
 *     it, the same method with another start of sample paths: on the vintage's date, or at the end of coverage
 * @param benchmark the simple method that the others are compared with; empty if it is not set
 */
record ComparedMethods(List<String> startVariants, String benchmark) {

    static ComparedMethods of(ReportInput input) {
        Provenance provenance = input.provenance();
        Stream<String> published = input.rows("forecasts").where(row -> row.isTrue("is_default")).stream()
                .map(row -> row.requireText("method"))
                .limit(1);
        // Without published forecasts, the settings give the default. With them, the settings add the other start.
        Stream<String> configured = Stream.of("forecast.default", "forecast.default-where-coverage-ended")
                .map(provenance::setting)
                .filter(Objects::nonNull);
        List<String> startVariants =
                Stream.concat(published, configured).distinct().limit(2).toList();
        return new ComparedMethods(
                startVariants.isEmpty() ? List.of("") : startVariants,
                Objects.requireNonNullElse(provenance.setting("forecast.benchmark"), ""));
    }

    String defaultMethod() {
        return startVariants.get(0);
    }

    /** All methods, without repetition: the default first and the benchmark last. */
    List<String> all() {
        return Stream.concat(startVariants.stream(), Stream.of(benchmark))
                .distinct()
                .toList();
    }

    /** A row's rank for sorting: the index of its method in {@link #all}. Other methods are last. */
    int rank(PublishedRow row) {
        int index = all().indexOf(row.requireText("method"));
        return index < 0 ? Integer.MAX_VALUE : index;
    }
}
