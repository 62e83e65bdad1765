package org.computetrends.report;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.computetrends.domain.PublishedRow;

/**
 * The forecast methods that the page compares.
 *
 * @param usual the method of the default forecast
 * @param otherStart the same simulation from the other start of paths; empty if there is none
 * @param benchmark the method that it is compared with
 */
record ComparedMethods(String usual, Optional<String> otherStart, String benchmark) {

    static ComparedMethods of(ReportInput input) {
        Provenance provenance = input.provenance();
        List<String> starts = Stream.of("forecast.default", "forecast.default-where-coverage-ended")
                .map(provenance::setting)
                .filter(Objects::nonNull)
                .toList();
        String usual = input.rows("forecasts")
                .where(row -> row.isTrue("is_default"))
                .first()
                .map(row -> row.requireText("method"))
                .orElse(starts.isEmpty() ? "" : starts.get(0));
        return new ComparedMethods(
                usual,
                starts.stream().filter(method -> !method.equals(usual)).findFirst(),
                String.valueOf(provenance.setting("forecast.benchmark")));
    }

    /** Both starts of the paths, the usual one first. */
    List<String> starts() {
        return Stream.concat(Stream.of(usual), otherStart.stream()).toList();
    }

    /** All of them, the usual one first and the benchmark last. */
    List<String> all() {
        return Stream.concat(starts().stream(), Stream.of(benchmark)).distinct().toList();
    }

    /** The position of a row's method: others come after all of these. */
    int place(PublishedRow row) {
        int place = all().indexOf(row.requireText("method"));
        return place < 0 ? Integer.MAX_VALUE : place;
    }

    /** Whether a row's method is among some. */
    static boolean isAmong(List<String> methods, PublishedRow row) {
        return methods.contains(row.requireText("method"));
    }
}
