package org.computetrends.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Seeds that depend on the run's seed and a name alone, and are as good as random between names. */
public final class DerivedSeed {

    private DerivedSeed() {}

    /** The seed of what is drawn for a trend. */
    public static long of(long seed, TrendKey key) {
        return of(seed, key.metric(), key.cohort(), key.era(), key.growthModel().id());
    }

    /** The seed of what is drawn for a name of several parts. */
    public static long of(long seed, String... name) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((seed + "/" + String.join("/", name)).getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
