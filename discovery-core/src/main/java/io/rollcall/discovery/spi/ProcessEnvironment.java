package io.rollcall.discovery.spi;

import io.rollcall.discovery.Options;

/**
 * What the handles of one process stand on: the network, the clock, chance and threads of the
 * system, or those of a simulation. Opaque: a module of Rollcall makes one, and options pass it on.
 *
 * @see Options#withEnvironment
 */
public interface ProcessEnvironment {}
