/**
 * The published tables and the canonical input. Each column is declared once, with its type, unit, nullability and
 * meaning; schemas, rows, DDL and documentation are derived from the declaration.
 */
@NullMarked
package org.computetrends.table;

import org.jspecify.annotations.NullMarked;
