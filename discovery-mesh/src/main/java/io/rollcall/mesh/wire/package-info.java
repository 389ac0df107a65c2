/**
 * What the nodes of a mesh say to each other, as {@code docs/reference/mesh-protocol.md} lays it
 * down: frames to octets and back. Pure.
 */
@NullMarked
package io.rollcall.mesh.wire;

import org.jspecify.annotations.NullMarked;
