/** Tests of the digest package. */
@NullMarked
package dev.ratchet.data.internal.digest;

import org.jspecify.annotations.NullMarked;
