/** Column expressions that several stages share. Imports Spark SQL and the tables. */
@NullMarked
package org.computetrends.sql;

import org.jspecify.annotations.NullMarked;
