/** Publishing: stages tables, then makes them visible in one step. The only package that writes. */
@NullMarked
package org.computetrends.publish;

import org.jspecify.annotations.NullMarked;
