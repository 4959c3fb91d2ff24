/** Tests of the arrow package. */
@NullMarked
package dev.ratchet.data.internal.arrow;

import org.jspecify.annotations.NullMarked;
