/**
 * The transport on Rollcall's own engine: agents, the connections that are their ports, and ZMTP on
 * each of them.
 */
@NullMarked
package io.rollcall.discovery.zmtp.transport;

import org.jspecify.annotations.NullMarked;
