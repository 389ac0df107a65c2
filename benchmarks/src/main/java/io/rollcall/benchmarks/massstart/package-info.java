/** The parts of {@link io.rollcall.benchmarks.MassStart}. */
@NullMarked
package io.rollcall.benchmarks.massstart;

import org.jspecify.annotations.NullMarked;
