/**
 * A distributed read-through cache pool, on the wire the same as Go's groupcache: each key has one
 * owner among the peers, which alone loads it. {@link io.rollcall.groupcache.HttpPool} is where to
 * begin.
 */
@NullMarked
package io.rollcall.groupcache;

import org.jspecify.annotations.NullMarked;
