/**
 * Reads releases from Parquet datasets and published CSV files, published claims, and benchmark indexes. No other
 * package reads the input of runs and imports.
 *
 * <p>Words used in this package:
 *
 * <ul>
 *   <li>A <em>vintage</em> is the state of a database of releases on one date. It has a folder of its own in a dataset.
 *   <li>A <em>field</em> is a column of the canonical schema, {@link org.computetrends.table.CanonicalRelease}. A
 *       <em>binding</em> is a field and the column of a file that it is read from.
 *   <li>A <em>part</em> is the files of a dataset whose columns do not contradict each other, so that Spark can read
 *       them together.
 *   <li>An <em>unusable</em> file is not Parquet, is damaged or has a <em>foreign schema</em>: it lacks a required
 *       column, or a column of a field is unreadable or has a wrong type. An <em>unreadable</em> cell has a value that
 *       its field does not allow, and becomes a row of the rejects table. So does an unusable file if {@code
 *       ingest.bad-files} is {@code skip}; otherwise it ends the run.
 * </ul>
 *
 * <p>{@code ReleaseReader} reads Parquet for runs: {@code VintageFolders} chooses the vintage, {@code FileInspector}
 * finds unusable files, and {@code CanonicalColumns} converts the columns of a part. {@code CsvReleaseReader} reads CSV
 * for imports: {@code CsvRowParser} converts a record with {@code CellParser}.
 */
@NullMarked
package org.computetrends.ingest;

import org.jspecify.annotations.NullMarked;
