package org.computetrends.publish;

/** Publishes to a sink in one call. */
final class TestSinks {
    private TestSinks() {}

    /** Stages a publication and makes it visible. */
    static void publish(TableSink sink, Publication publication) {
        try (TableSink.Staged stagedTables = sink.stage(publication)) {
            stagedTables.makeVisible();
        }
    }
}
