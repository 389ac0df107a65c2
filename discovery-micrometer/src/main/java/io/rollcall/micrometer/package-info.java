/**
 * Publishes the metrics of servers, clients and subscribers to Micrometer: {@link
 * io.rollcall.micrometer.RollcallMetrics}.
 */
@NullMarked
package io.rollcall.micrometer;

import org.jspecify.annotations.NullMarked;
