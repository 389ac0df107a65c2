/**
 * What servers, clients and subscribers count, for Micrometer: {@link
 * io.rollcall.micrometer.RollcallMetrics}.
 */
@NullMarked
package io.rollcall.micrometer;

import org.jspecify.annotations.NullMarked;
