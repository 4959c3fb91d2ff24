/** Tests of the rules of splits. */
@NullMarked
package dev.ratchet.data.internal.split;

import org.jspecify.annotations.NullMarked;
