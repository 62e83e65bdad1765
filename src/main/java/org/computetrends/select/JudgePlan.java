package org.computetrends.select;

import java.io.Serializable;

/**
 * What judging rows alone has to know.
 *
 * @param columns what is read
 * @param rules what can be said of a release alone
 */
record JudgePlan(ReleaseColumns columns, ReleaseRules rules) implements Serializable {}
