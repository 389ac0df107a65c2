/**
 * The ZeroMQ Message Transport Protocol, version 3.1 (ZeroMQ RFC 37), as a state machine: octets
 * in, messages and octets out. Pure: no socket, no clock, no thread, no random source. {@link
 * io.rollcall.discovery.zmtp.ZmtpSession} is one side of one connection.
 */
@NullMarked
package io.rollcall.discovery.zmtp;

import org.jspecify.annotations.NullMarked;
