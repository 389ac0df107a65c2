/**
 * Real processes, real sockets, and faults of processes, links and clocks. {@code
 * docs/internals/reliability.md} says what is done and what came of it.
 */
package io.rollcall.systemtests;
