/** The parts of {@link io.rollcall.benchmarks.Latency}. */
@NullMarked
package io.rollcall.benchmarks.latency;

import org.jspecify.annotations.NullMarked;
