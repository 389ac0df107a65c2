/**
 * A daemon that runs beside an application and knows the workers of a cluster: {@link
 * io.rollcall.daemon.Daemon} is a manager, a worker of one, or a member of a Rollcall server. It
 * speaks gdsm's line protocol; see {@code docs/guide/daemon.md}.
 */
@NullMarked
package io.rollcall.daemon;

import org.jspecify.annotations.NullMarked;
