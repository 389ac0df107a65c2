/**
 * CurveZMQ (ZeroMQ RFC 26): both sides prove their keys, and all frames are encrypted. Pure: keys,
 * random octets and times come in as arguments. The arithmetic is Bouncy Castle's.
 */
@NullMarked
package io.rollcall.discovery.zmtp.curve;

import org.jspecify.annotations.NullMarked;
