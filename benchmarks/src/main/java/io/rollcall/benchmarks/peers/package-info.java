/** The systems that are measured, each behind one small interface: hub, observer, members. */
@NullMarked
package io.rollcall.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
