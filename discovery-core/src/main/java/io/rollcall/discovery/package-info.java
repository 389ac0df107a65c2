/**
 * Rollcall's public face: who is present, as a live view.
 *
 * <p>A {@link io.rollcall.discovery.Server} calls the roll; a {@link io.rollcall.discovery.Client}
 * answers; a {@link io.rollcall.discovery.Subscriber} watches; a {@link
 * io.rollcall.discovery.ClientWithSub} does both. All who see the roll are a {@link
 * io.rollcall.discovery.Membership}.
 */
@NullMarked
package io.rollcall.discovery;

import org.jspecify.annotations.NullMarked;
