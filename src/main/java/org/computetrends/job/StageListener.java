package org.computetrends.job;

import java.time.Duration;

/** Told of a run's stages, by whichever thread runs them: some run beside others. */
@FunctionalInterface
public interface StageListener {

    /** A stage has begun. */
    void began(String stage);

    /** A stage has come to its end; one that fails never does. */
    default void ended(String stage, Duration took) {}
}
