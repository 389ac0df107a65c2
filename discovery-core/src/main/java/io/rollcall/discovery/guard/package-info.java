/**
 * Admission to a server's ports, for all transports: limits on connections, rates and resources.
 * Apart from {@link io.rollcall.discovery.guard.Descriptors} it is pure.
 */
@NullMarked
package io.rollcall.discovery.guard;

import org.jspecify.annotations.NullMarked;
