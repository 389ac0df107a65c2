/** What the kernel says of processes and of the loopback interface. Linux alone. */
@NullMarked
package io.rollcall.benchmarks.kernel;

import org.jspecify.annotations.NullMarked;
