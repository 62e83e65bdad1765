/** The configuration: every setting read, checked and composed, with all faults reported together. */
@NullMarked
package org.computetrends.config;

import org.jspecify.annotations.NullMarked;
