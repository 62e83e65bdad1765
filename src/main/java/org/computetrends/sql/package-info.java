/** Column expressions that several stages share. Imports Spark SQL and nothing of the project. */
@NullMarked
package org.computetrends.sql;

import org.jspecify.annotations.NullMarked;
