/**
 * The rules of the mesh as plain objects: no socket, no clock, no thread. Times are nanoseconds of
 * a monotonic clock, and come as arguments. None of these objects is thread-safe.
 */
@NullMarked
package io.rollcall.mesh.protocol;

import org.jspecify.annotations.NullMarked;
