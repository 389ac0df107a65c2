/**
 * A daemon beside an application, that knows the workers of a cluster: {@link
 * io.rollcall.daemon.Daemon} is a manager, or a worker of one, or joins a Rollcall server. Speaks
 * gdsm's line protocol; {@code docs/guide/daemon.md} describes it.
 */
@NullMarked
package io.rollcall.daemon;

import org.jspecify.annotations.NullMarked;
