/**
 * Publishes the tables of a run to sinks: stages them, then makes them visible in one step. A sink is a destination of
 * tables, such as a folder of Parquet files or a schema of PostgreSQL. A vintage is the state of the database of
 * releases on one date. Every table has the rows of several vintages. No other package writes to sinks or to canonical
 * datasets, which are folders of releases in the canonical schema ({@link org.computetrends.table.CanonicalRelease}).
 */
@NullMarked
package org.computetrends.publish;

import org.jspecify.annotations.NullMarked;
