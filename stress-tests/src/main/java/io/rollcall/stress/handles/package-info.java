/**
 * Two threads on one handle, or on two that share connections: {@code close} against everything
 * else. The servers are in memory.
 */
@NullMarked
package io.rollcall.stress.handles;

import org.jspecify.annotations.NullMarked;
