/**
 * Who comes to a server's ports, and who is sent away again: what both transports decide alike.
 * Apart from {@link io.rollcall.discovery.guard.Descriptors} it is pure.
 */
@NullMarked
package io.rollcall.discovery.guard;

import org.jspecify.annotations.NullMarked;
