package org.computetrends.domain;

/** What a failure comes down to. */
public final class RootCause {

    private RootCause() {}

    /** The last of the causes of a failure, or the failure itself when it has none. */
    public static Throwable of(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
