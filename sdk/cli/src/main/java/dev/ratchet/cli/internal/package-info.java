/** What several commands need and nobody else may use. */
@NullMarked
package dev.ratchet.cli.internal;

import org.jspecify.annotations.NullMarked;
