/** The default transport: runs agents on Rollcall's engine, with ZMTP on each connection. */
@NullMarked
package io.rollcall.discovery.zmtp.transport;

import org.jspecify.annotations.NullMarked;
