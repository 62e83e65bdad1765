/** Records and enums of the domain, without Spark, input or output. */
@NullMarked
package org.computetrends.domain;

import org.jspecify.annotations.NullMarked;
