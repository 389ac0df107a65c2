/**
 * Peers that speak the documented protocol over bare {@code java.nio} channels, thousands of them
 * on one thread, so that what is measured at the other end is real and their own cost is small.
 */
@NullMarked
package io.rollcall.benchmarks.thin;

import org.jspecify.annotations.NullMarked;
