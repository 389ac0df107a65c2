/**
 * Encodes and decodes the messages of the protocol, as {@code docs/reference/protocol.md}
 * describes.
 */
@NullMarked
package io.rollcall.discovery.wire;

import org.jspecify.annotations.NullMarked;
