package org.computetrends.job;

import java.time.Duration;

/** Is notified of a run's stages. Calls come from the thread of a stage; some stages run concurrently. */
@FunctionalInterface
public interface StageListener {
    void began(String stage);

    /** A stage has ended. Not called for one that fails. */
    default void ended(String stage, Duration took) {}
}
