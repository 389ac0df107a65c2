/**
 * Frames to values and back: the messages of the protocol, and the codec that {@code
 * docs/reference/protocol.md} describes.
 */
@NullMarked
package io.rollcall.discovery.wire;

import org.jspecify.annotations.NullMarked;
