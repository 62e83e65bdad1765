package org.computetrends.domain;

/** Finds the root cause of a failure. */
public final class RootCause {

    private RootCause() {}

    /** The last cause in the chain, or the failure itself if it has none. */
    public static Throwable of(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
