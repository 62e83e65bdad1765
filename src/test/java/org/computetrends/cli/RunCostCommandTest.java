package org.computetrends.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.computetrends.domain.RunResource;
import org.junit.jupiter.api.Test;

/** Amounts have two or three digits, and an exponent only if they exceed the largest unit. */
class RunCostCommandTest {

    @Test
    void roundingMayAddADigitOrChooseTheNextUnit() {
        assertThat(RunCostCommand.amount(RunResource.COST_AMORTIZED, 99.4e9)).isEqualTo("$99B");
        assertThat(RunCostCommand.amount(RunResource.COST_AMORTIZED, 99.7e9)).isEqualTo("$100B");
        assertThat(RunCostCommand.amount(RunResource.COST_AMORTIZED, 9.96e6)).isEqualTo("$10M");
        assertThat(RunCostCommand.amount(RunResource.POWER, 999.6e6)).isEqualTo("1.0 GW");
        assertThat(RunCostCommand.amount(RunResource.DURATION, 24 * 99.6)).isEqualTo("100 days");
    }

    @Test
    void anExponentHasTheNotationOfOtherOutputs() {
        assertThat(RunCostCommand.amount(RunResource.COST_CLOUD, 1.24e18)).isEqualTo("$1.2e6T");
        assertThat(RunCostCommand.amount(RunResource.DURATION, 24 * 5e-5)).isEqualTo("5.0e-5 days");
    }
}
