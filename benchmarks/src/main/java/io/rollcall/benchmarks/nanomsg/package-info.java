/**
 * The parts of {@link io.rollcall.benchmarks.Nanomsg}: Rollcall's SP library, nanocat and bare
 * JeroMQ, each with a crowd of the same peers by hand.
 */
@NullMarked
package io.rollcall.benchmarks.nanomsg;

import org.jspecify.annotations.NullMarked;
