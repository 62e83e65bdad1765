/**
 * Reading: canonical Parquet releases, and published CSV files into the canonical schema. The only package that
 * reads.
 */
@NullMarked
package org.computetrends.ingest;

import org.jspecify.annotations.NullMarked;
