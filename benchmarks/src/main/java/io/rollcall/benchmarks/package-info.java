/**
 * Programs that measure; {@code docs/internals/benchmarks.md} says how, and shows what each prints.
 */
@NullMarked
package io.rollcall.benchmarks;

import org.jspecify.annotations.NullMarked;
