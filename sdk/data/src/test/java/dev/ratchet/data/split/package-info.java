/** Tests of splits. */
@NullMarked
package dev.ratchet.data.split;

import org.jspecify.annotations.NullMarked;
