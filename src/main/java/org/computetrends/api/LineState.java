package org.computetrends.api;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.computetrends.sql.LineSums;
import org.jspecify.annotations.Nullable;

/** The sums of a {@link LineAggregate} over rows of a group. They are exact, so the order of rows does not matter. */
final class LineState {
    private final LineSums sums;
    private final @Nullable ClusterSums clusters;
    private long leftOut;

    private LineState(LineSums sums, @Nullable ClusterSums clusters, long leftOut) {
        this.sums = sums;
        this.clusters = clusters;
        this.leftOut = leftOut;
    }

    static LineState empty(boolean isClustered) {
        return new LineState(new LineSums(), isClustered ? new ClusterSums() : null, 0);
    }

    /** The sums over the rows that have a date and a positive, finite value. */
    LineSums sums() {
        return sums;
    }

    /** The sums over the same rows by cluster; null if the call has no argument for the cluster. */
    @Nullable
    ClusterSums clusters() {
        return clusters;
    }

    /** The number of rows without a date, or without a positive, finite value. */
    long leftOut() {
        return leftOut;
    }

    /** Adds a row. Its date is given in days since 1970-01-01. */
    void add(@Nullable Integer epochDay, @Nullable Double value, @Nullable String cluster) {
        if (epochDay == null || value == null || !(value > 0) || value == Double.POSITIVE_INFINITY) {
            leftOut++;
            return;
        }
        double log10Value = StrictMath.log10(value);
        sums.add(epochDay, log10Value);
        if (clusters != null) {
            clusters.add(cluster, epochDay, log10Value);
            clusters.joinIfLarge(sums.count());
        }
    }

    void merge(LineState other) {
        sums.merge(other.sums);
        leftOut += other.leftOut;
        if (clusters != null && other.clusters != null) {
            clusters.merge(other.clusters);
            clusters.joinIfLarge(sums.count());
        }
    }

    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream output = new DataOutputStream(bytes)) {
            output.writeLong(leftOut);
            sums.write(output);
            output.writeBoolean(clusters != null);
            if (clusters != null) {
                clusters.write(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static LineState ofBytes(byte[] bytes) {
        try (DataInputStream input = new DataInputStream(new ByteArrayInputStream(bytes))) {
            long leftOut = input.readLong();
            LineSums sums = LineSums.read(input);
            return new LineState(sums, input.readBoolean() ? ClusterSums.read(input) : null, leftOut);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
