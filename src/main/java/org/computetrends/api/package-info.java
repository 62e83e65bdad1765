/** What Spark's users call themselves. What is public here is what they can rely on. */
@NullMarked
package org.computetrends.api;

import org.jspecify.annotations.NullMarked;
