package org.computetrends.publish;

import java.util.List;
import java.util.Map;
import org.computetrends.TestSession;
import org.computetrends.domain.UserException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which sinks a run may be given. */
class SinksIT {
    /** A run with one schema in two sinks would wait for its own lock. */
    @ParameterizedTest
    @CsvSource({
        "catalog:spark_catalog.trends, catalog:spark_catalog.trends?format=delta",
        "postgresql://localhost/db?schema=trends, postgresql://localhost/db?schema=trends&user=analyst"
    })
    void aSchemaNamedTwiceIsRefused(String address, String withOtherParameters) {
        List<SinkAddress> addresses = List.of(SinkAddress.parse(address), SinkAddress.parse(withOtherParameters));
        TestSinks.assertThatFails(
                        UserException.Kind.USAGE,
                        () -> new Sinks(TestSession.get(), "out", "in", 1000, Map.of(), Map.of()).create(addresses))
                .hasMessageContaining(address + " is named more than once, with different parameters");
    }
}
