package org.computetrends.job;

import java.time.Duration;

/** Is notified when stages of a run begin and end. Several threads call this, because some stages run concurrently. */
@FunctionalInterface
public interface StageListener {
    void began(String stage);

    /** Called when a stage ends, unless it fails. */
    default void ended(String stage, Duration took) {}
}
