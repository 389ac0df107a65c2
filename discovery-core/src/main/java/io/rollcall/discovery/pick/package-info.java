/**
 * Picks one of the members for a piece of work: round robin, at random by weight, by load, or by
 * key. It uses nothing but a {@link io.rollcall.discovery.Membership}.
 */
@NullMarked
package io.rollcall.discovery.pick;

import org.jspecify.annotations.NullMarked;
