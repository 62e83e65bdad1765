package org.computetrends.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Runs stages one after another, tells their names as they begin, and remembers how long each took. */
final class StageClock {
    private final Clock clock;
    private final Consumer<String> progress;
    private final Map<String, Double> seconds = new LinkedHashMap<>();

    StageClock(Clock clock, Consumer<String> progress) {
        this.clock = clock;
        this.progress = progress;
    }

    <T> T run(String stage, Supplier<T> work) {
        progress.accept(stage);
        Instant begin = clock.instant();
        T result = work.get();
        seconds.put(stage, Duration.between(begin, clock.instant()).toMillis() / 1000.0);
        return result;
    }

    Map<String, Double> seconds() {
        return Collections.unmodifiableMap(seconds);
    }
}
