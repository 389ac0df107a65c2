/**
 * The parts of {@link io.rollcall.benchmarks.Scale} and {@link io.rollcall.benchmarks.Churn}: a
 * server with thousands of thin peers.
 */
@NullMarked
package io.rollcall.benchmarks.scale;

import org.jspecify.annotations.NullMarked;
