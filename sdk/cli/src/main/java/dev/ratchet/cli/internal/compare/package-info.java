/** The comparison of runs: what differs, computed once and shown as text, as JSON and as a page. */
@NullMarked
package dev.ratchet.cli.internal.compare;

import org.jspecify.annotations.NullMarked;
