/** Publishing: tables staged, then made visible in one step. The only room that writes. */
@NullMarked
package org.computetrends.publish;

import org.jspecify.annotations.NullMarked;
