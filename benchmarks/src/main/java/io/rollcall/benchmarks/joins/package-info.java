/** The parts of {@link io.rollcall.benchmarks.Joins}. */
@NullMarked
package io.rollcall.benchmarks.joins;

import org.jspecify.annotations.NullMarked;
