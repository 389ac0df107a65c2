/**
 * The parts of {@link io.rollcall.samples.RollCall}: a director, the processes that it starts, and
 * the report of what the watcher saw.
 *
 * <p>The processes speak with the director by {@link io.rollcall.processes.Line lines} on their
 * standard input and output; each ends when its standard input does. {@link
 * io.rollcall.samples.BalanceWithHaproxy}, {@link io.rollcall.samples.SharedCache} and {@link
 * io.rollcall.samples.NanomsgMembers} start theirs so too.
 */
package io.rollcall.samples.processes;
