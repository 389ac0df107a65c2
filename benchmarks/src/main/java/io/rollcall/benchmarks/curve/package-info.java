/** What CURVE costs: handshakes of many at once, and publications that each connection seals. */
@NullMarked
package io.rollcall.benchmarks.curve;

import org.jspecify.annotations.NullMarked;
