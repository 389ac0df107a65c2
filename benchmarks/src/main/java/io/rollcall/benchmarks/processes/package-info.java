/** Processes that a benchmark starts, and the lines that they exchange with it. */
@NullMarked
package io.rollcall.benchmarks.processes;

import org.jspecify.annotations.NullMarked;
