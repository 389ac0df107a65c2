/**
 * The parts of {@link io.rollcall.samples.BalanceWithHaproxy}: begin with {@link
 * io.rollcall.samples.haproxy.Balance}.
 */
package io.rollcall.samples.haproxy;
