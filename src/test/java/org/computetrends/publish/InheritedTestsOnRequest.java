package org.computetrends.publish;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips the tests that a class inherits, unless {@code -Dcontracts=all} is set. */
final class InheritedTestsOnRequest implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        boolean isInherited = context.getTestMethod()
                .filter(method -> !method.getDeclaringClass().equals(context.getRequiredTestClass()))
                .isPresent();
        return isInherited && !"all".equals(System.getProperty("contracts"))
                ? ConditionEvaluationResult.disabled("a contract, which -Dcontracts=all runs")
                : ConditionEvaluationResult.enabled("");
    }
}
