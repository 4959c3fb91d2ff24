/** Tests of profiles. */
@NullMarked
package dev.ratchet.data.profile;

import org.jspecify.annotations.NullMarked;
