/**
 * Delivers values to slow and fast readers: each has a buffer of its own, and no publisher or other
 * reader waits for it.
 *
 * <p>For Rollcall's own modules. It is no API: any release may change it.
 */
@NullMarked
package io.rollcall.discovery.feed;

import org.jspecify.annotations.NullMarked;
