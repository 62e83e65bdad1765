package org.computetrends.select;

import java.io.Serializable;

/**
 * The settings that a task needs to check single rows.
 *
 * @param columns the columns read
 * @param rules the rules for a single release
 */
record RowCheckSettings(ReleaseColumns columns, ReleaseRules rules) implements Serializable {}
