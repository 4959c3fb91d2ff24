/** Tests of tables from files to digests. */
@NullMarked
package dev.ratchet.data;

import org.jspecify.annotations.NullMarked;
