/** The parts of {@link io.rollcall.benchmarks.Micro}: what JMH runs, and what comes of it. */
@NullMarked
package io.rollcall.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
