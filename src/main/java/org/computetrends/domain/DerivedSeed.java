package org.computetrends.domain;

import java.nio.ByteBuffer;

/** Seeds derived from only the run's seed and a name. They are pseudo-random across names. */
public final class DerivedSeed {

    private DerivedSeed() {}

    /** The seed for a trend's draws. */
    public static long of(long seed, TrendKey key) {
        return of(seed, key.metric(), key.cohort(), key.era(), key.growthModel().id());
    }

    /** The seed for a name of several parts. */
    public static long of(long seed, String... name) {
        return ByteBuffer.wrap(Sha256.of(seed + "/" + String.join("/", name))).getLong();
    }
}
