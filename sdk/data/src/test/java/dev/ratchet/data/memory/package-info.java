/** Tests from outside of the package of tables, which is left out where a message names the caller. */
@NullMarked
package dev.ratchet.data.memory;

import org.jspecify.annotations.NullMarked;
