/** The parts of {@link io.rollcall.benchmarks.AtRest}. */
@NullMarked
package io.rollcall.benchmarks.rest;

import org.jspecify.annotations.NullMarked;
