/** Records and enums of the field. No Spark, no input or output. */
@NullMarked
package org.computetrends.domain;

import org.jspecify.annotations.NullMarked;
