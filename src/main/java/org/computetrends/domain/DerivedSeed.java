package org.computetrends.domain;

import java.nio.ByteBuffer;

/** Seeds that depend on the run's seed and a name alone, and are as good as random between names. */
public final class DerivedSeed {

    private DerivedSeed() {}

    /** The seed of what is drawn for a trend. */
    public static long of(long seed, TrendKey key) {
        return of(seed, key.metric(), key.cohort(), key.era(), key.growthModel().id());
    }

    /** The seed of what is drawn for a name of several parts. */
    public static long of(long seed, String... name) {
        return ByteBuffer.wrap(Sha256.of(seed + "/" + String.join("/", name))).getLong();
    }
}
