/**
 * The systems that are measured, each behind one small interface: hub, observer, members; and
 * crowds of their members that start at once.
 */
@NullMarked
package io.rollcall.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
