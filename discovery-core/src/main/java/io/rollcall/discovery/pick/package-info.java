/**
 * Client-side load balancing: chooses a member for each request, by round robin, by weight, by
 * load, or by key. Works with every {@link io.rollcall.discovery.Membership}.
 */
@NullMarked
package io.rollcall.discovery.pick;

import org.jspecify.annotations.NullMarked;
