package org.computetrends.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.computetrends.TestSession;
import org.computetrends.domain.Metric;
import org.computetrends.domain.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricSourcesIT {

    @Test
    void metricsAreQuantitiesOrComputed() {
        MetricSources sources = sources("parameters", "parameters * 2", "length(model)");
        assertThat(sources.sources().get(0)).isInstanceOf(MetricSources.Quantity.class);
        assertThat(sources.sources().get(1)).isInstanceOf(MetricSources.Computed.class);
        // The index among computed metrics.
        assertThat(sources.sources().get(2)).isEqualTo(new MetricSources.Computed(1));
        assertThat(sources.otherColumns()).containsExactly("model");
        assertThat(sources.quantities()).containsExactly(MetricSources.QUANTITIES.indexOf("parameters"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"max(parameters)", "row_number() over (order by parameters)", "rand()", "1 + count(*)"})
    void anExpressionOverSeveralReleasesIsRefused(String expression) {
        assertThatThrownBy(() -> sources("parameters", expression))
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "metrics.m1.value = " + expression
                                + ": a metric's value is computed from a single release, without aggregates, windows or random numbers");
    }

    @Test
    void everyInvalidExpressionIsNamed() {
        assertThatThrownBy(() -> sources("nothing + 1", "parameters", "1 +"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("metrics.m0.value = nothing + 1: ")
                .hasMessageContaining("metrics.m2.value = 1 +: ")
                .hasMessageNotContaining("metrics.m1");
    }

    private static MetricSources sources(String... expressions) {
        return MetricSources.of(
                TestSession.get(),
                java.util.stream.IntStream.range(0, expressions.length)
                        .mapToObj(i -> new Metric("m" + i, "M" + i, "units", expressions[i]))
                        .toList());
    }
}
