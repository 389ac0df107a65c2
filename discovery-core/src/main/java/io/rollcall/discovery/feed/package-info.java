/**
 * Hands values to slow and fast readers: each reader has what waits for it, and nobody else waits
 * for a reader.
 */
@NullMarked
package io.rollcall.discovery.feed;

import org.jspecify.annotations.NullMarked;
