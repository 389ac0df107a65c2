/**
 * The parts of {@link io.rollcall.benchmarks.Waiting}: a hub whose thread waits in one of several
 * ways.
 */
@NullMarked
package io.rollcall.benchmarks.waiting;

import org.jspecify.annotations.NullMarked;
