/** Processes that a benchmark or a system test starts, and the lines that they exchange with it. */
@NullMarked
package io.rollcall.processes;

import org.jspecify.annotations.NullMarked;
