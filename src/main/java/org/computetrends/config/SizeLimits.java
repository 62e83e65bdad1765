package org.computetrends.config;

import org.computetrends.domain.UserException;

/**
 * The sizes up to which the driver does the work, instead of Spark's tasks.
 *
 * @param sparkAboveBytes the size of a vintage's files above which Spark's tasks read it
 * @param driverMegabytes memory on the driver for single releases
 */
public record SizeLimits(long sparkAboveBytes, int driverMegabytes) {
    /** A release takes two kilobytes, with everything computed from it. */
    private static final int RELEASES_PER_MEGABYTE = 500;

    /** Organizations, or values of an attribute, with their sums. */
    private static final int ORGANIZATIONS_PER_MEGABYTE = 50;

    /** Counted separately even with little memory. */
    private static final int FEWEST_ORGANIZATIONS = 20_000;

    /**
     * The driver always reads other vintages up to this size: planning to read them with Spark would take most of the
     * time.
     */
    private static final long LEAST_LOCAL_BYTES = 16L << 20;

    /** Whether the driver processes releases with files of this size. */
    public boolean isForDriver(long bytes) {
        return bytes <= sparkAboveBytes;
    }

    /**
     * The size of files up to which the driver reads them without Spark's tasks. Other vintages are read in batches of
     * this size.
     */
    public long localBytes() {
        return Math.max(sparkAboveBytes, LEAST_LOCAL_BYTES);
    }

    /** The most releases of a vintage that may be in memory. */
    public long releases() {
        return (long) driverMegabytes * RELEASES_PER_MEGABYTE;
    }

    /**
     * Requires room for releases in half of Java's memory.
     *
     * @param memory Java's memory, in bytes
     * @throws UserException when there is less
     */
    public void requireRoom(long releases, long memory) {
        long neededMegabytes = releases / RELEASES_PER_MEGABYTE;
        if (neededMegabytes > memory >> 21) {
            throw UserException.usage("the input has " + releases + " releases, which take " + neededMegabytes
                    + " MB, more than half of Java's memory, " + (memory >> 20) + " MB: lower scale.driver-megabytes = "
                    + driverMegabytes + ", or give Java more, as with COMPUTE_TRENDS_JAVA_OPTS=-Xmx4g");
        }
    }

    /**
     * The most organizations, and values of an attribute, that Spark's tasks count separately. If there are more, they
     * share groups.
     */
    public int organizations() {
        return (int) Math.max(
                FEWEST_ORGANIZATIONS,
                Math.min(Integer.MAX_VALUE / 2, (long) driverMegabytes * ORGANIZATIONS_PER_MEGABYTE));
    }
}
