/**
 * Reading: Parquet datasets of releases, published CSV files of releases, claims and benchmark indexes. The only
 * package that reads the input of runs and imports.
 */
@NullMarked
package org.computetrends.ingest;

import org.jspecify.annotations.NullMarked;
