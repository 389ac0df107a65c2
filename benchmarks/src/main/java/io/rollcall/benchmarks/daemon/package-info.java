/** The parts of {@link io.rollcall.benchmarks.Daemons}: a manager, its workers, and who asks. */
@NullMarked
package io.rollcall.benchmarks.daemon;

import org.jspecify.annotations.NullMarked;
