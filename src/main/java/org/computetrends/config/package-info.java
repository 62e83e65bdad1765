/** Reads and checks the configuration, and reports all faults together. */
@NullMarked
package org.computetrends.config;

import org.jspecify.annotations.NullMarked;
