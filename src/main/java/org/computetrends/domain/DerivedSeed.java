package org.computetrends.domain;

import java.nio.ByteBuffer;

/** Derives a seed from the run's seed and a name, by a hash: seeds of different names are unrelated. */
public final class DerivedSeed {

    private DerivedSeed() {}

    /** The seed for a trend's draws. */
    public static long of(long seed, TrendKey key) {
        return of(seed, key.metric(), key.cohort(), key.era(), key.growthModel().id());
    }

    public static long of(long seed, String... name) {
        return ByteBuffer.wrap(Sha256.of(seed + "/" + String.join("/", name))).getLong();
    }
}
