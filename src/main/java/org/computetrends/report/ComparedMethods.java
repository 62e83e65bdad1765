package org.computetrends.report;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.computetrends.domain.PublishedRow;

/**
 * The ids of the forecast methods that the page compares.
 *
 * @param starts the method of the run's default forecast; then, if there is one, the same simulation with the other start of its
 *     paths (the vintage's date, or the end of coverage)
 * @param benchmark the method that both are compared with
 */
record ComparedMethods(List<String> starts, String benchmark) {

    static ComparedMethods of(ReportInput input) {
        Provenance provenance = input.provenance();
        Stream<String> ofForecast = input.rows("forecasts").where(row -> row.isTrue("is_default")).stream()
                .map(row -> row.requireText("method"))
                .limit(1);
        Stream<String> ofSettings = Stream.of("forecast.default", "forecast.default-where-coverage-ended")
                .map(provenance::setting)
                .filter(Objects::nonNull);
        List<String> starts =
                Stream.concat(ofForecast, ofSettings).distinct().limit(2).toList();
        return new ComparedMethods(
                starts.isEmpty() ? List.of("") : starts, String.valueOf(provenance.setting("forecast.benchmark")));
    }

    String defaultMethod() {
        return starts.get(0);
    }

    /** All methods, without repetition: the default first and the benchmark last. */
    List<String> all() {
        return Stream.concat(starts.stream(), Stream.of(benchmark)).distinct().toList();
    }

    /** Sorts rows by method: the index in {@link #all}, and all other methods last. */
    int rank(PublishedRow row) {
        int index = all().indexOf(row.requireText("method"));
        return index < 0 ? Integer.MAX_VALUE : index;
    }
}
