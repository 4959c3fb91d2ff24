/** Tests of profiles. */
@NullMarked
package dev.ratchet.data.internal.profile;

import org.jspecify.annotations.NullMarked;
