/** The tables: each column declared once, with its type, unit, nullability and meaning. */
@NullMarked
package org.computetrends.table;

import org.jspecify.annotations.NullMarked;
