/**
 * The parts of {@link io.rollcall.benchmarks.Siege}: a server and its members, and strangers that
 * do to it whatever they can.
 */
@NullMarked
package io.rollcall.benchmarks.siege;

import org.jspecify.annotations.NullMarked;
