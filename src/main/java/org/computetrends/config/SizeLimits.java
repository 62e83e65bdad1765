package org.computetrends.config;

import org.computetrends.domain.UserException;

/**
 * The sizes of inputs that the driver processes in its memory. Spark's tasks process larger inputs.
 *
 * @param sparkAboveBytes the size of a vintage's files above which Spark's tasks process the vintage analysed
 * @param driverMegabytes the driver's memory for releases that are in memory one by one, not in sums
 */
public record SizeLimits(long sparkAboveBytes, int driverMegabytes) {
    /** A release takes about two kilobytes of memory, with everything computed from it. */
    private static final int RELEASES_PER_MEGABYTE = 500;

    /** An organization, or a value of an attribute, takes about 20 kilobytes with its sums. */
    private static final int ORGANIZATIONS_PER_MEGABYTE = 50;

    private static final int LOWEST_ORGANIZATIONS_LIMIT = 20_000;

    /**
     * The driver reads files up to this size itself, even if {@code sparkAboveBytes} is lower, because planning by
     * Spark would take most of the time.
     */
    private static final long LEAST_LOCAL_BYTES = 16L << 20;

    /** Whether the driver, not Spark's tasks, checks and selects the vintage analysed, given the size of its files. */
    public boolean isForDriver(long bytes) {
        return bytes <= sparkAboveBytes;
    }

    /** The most bytes of files that the driver reads without a Spark job. Spark's tasks may still check the rows. */
    public long localBytes() {
        return Math.max(sparkAboveBytes, LEAST_LOCAL_BYTES);
    }

    /** The most releases of a vintage that may be in memory. */
    public long releases() {
        return (long) driverMegabytes * RELEASES_PER_MEGABYTE;
    }

    /**
     * Requires that releases take at most half of Java's memory.
     *
     * @param releases the number of releases
     * @param memory Java's memory, in bytes
     * @throws UserException when the releases take more
     */
    public void requireRoom(long releases, long memory) {
        long neededMegabytes = releases / RELEASES_PER_MEGABYTE;
        if (neededMegabytes > (memory >> 20) / 2) {
            throw UserException.usage("the input has " + releases + " releases, which take " + neededMegabytes
                    + " MB, more than half of Java's memory, " + (memory >> 20) + " MB: lower scale.driver-megabytes = "
                    + driverMegabytes + ", or give Java more, as with COMPUTE_TRENDS_JAVA_OPTS=-Xmx4g");
        }
    }

    /** The most organizations, or values of an attribute, that Spark's tasks count singly. Any more share groups. */
    public int organizations() {
        return Math.max(LOWEST_ORGANIZATIONS_LIMIT, driverMegabytes * ORGANIZATIONS_PER_MEGABYTE);
    }
}
