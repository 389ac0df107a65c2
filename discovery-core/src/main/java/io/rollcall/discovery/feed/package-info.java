/**
 * Hands values to slow and fast readers: each reader has what waits for it, and nobody else waits
 * for a reader.
 *
 * <p>For Rollcall's own modules. It is no API: any release may change it.
 */
@NullMarked
package io.rollcall.discovery.feed;

import org.jspecify.annotations.NullMarked;
