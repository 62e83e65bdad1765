/**
 * Access to Spark's internals, and exact sums, for several stages: folds over columnar batches, expressions evaluated
 * outside of queries, and fixed-point arithmetic.
 */
@NullMarked
package org.computetrends.sql;

import org.jspecify.annotations.NullMarked;
