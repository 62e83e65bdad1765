package org.computetrends.report;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.computetrends.domain.PublishedRow;

/**
 * The ids of the forecast methods that the page compares.
 *
 * @param defaultMethod the method of the run's default forecast
 * @param otherStart the same simulation with the other start of its paths (the vintage's date, or the end of coverage); empty if
 *     there is none
 * @param benchmark the method that both are compared with
 */
record ComparedMethods(String defaultMethod, Optional<String> otherStart, String benchmark) {

    static ComparedMethods of(ReportInput input) {
        Provenance provenance = input.provenance();
        List<String> starts = Stream.of("forecast.default", "forecast.default-where-coverage-ended")
                .map(provenance::setting)
                .filter(Objects::nonNull)
                .toList();
        String defaultMethod = input.rows("forecasts")
                .where(row -> row.isTrue("is_default"))
                .first()
                .map(row -> row.requireText("method"))
                .orElse(starts.isEmpty() ? "" : starts.get(0));
        return new ComparedMethods(
                defaultMethod,
                starts.stream().filter(method -> !method.equals(defaultMethod)).findFirst(),
                String.valueOf(provenance.setting("forecast.benchmark")));
    }

    /** The default method, then the one with the other start of the paths if there is one. */
    List<String> starts() {
        return Stream.concat(Stream.of(defaultMethod), otherStart.stream()).toList();
    }

    /** All methods, without repetition: the default first and the benchmark last. */
    List<String> all() {
        return Stream.concat(starts().stream(), Stream.of(benchmark)).distinct().toList();
    }

    /** Sorts rows by method: the index in {@link #all}, and all other methods last. */
    int rank(PublishedRow row) {
        int index = all().indexOf(row.requireText("method"));
        return index < 0 ? Integer.MAX_VALUE : index;
    }
}
