/** Processes that a run starts, and the lines that they exchange with it. */
@NullMarked
package io.rollcall.processes;

import org.jspecify.annotations.NullMarked;
