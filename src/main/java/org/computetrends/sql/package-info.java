/**
 * Shared access to Spark's internals: folds over columnar batches, and SQL expressions evaluated outside of queries.
 * Also exact sums in fixed point, and the marks of rows that share a name.
 */
@NullMarked
package org.computetrends.sql;

import org.jspecify.annotations.NullMarked;
