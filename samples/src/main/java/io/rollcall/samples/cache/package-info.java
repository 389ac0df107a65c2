/**
 * The parts of {@link io.rollcall.samples.SharedCache}: begin with {@link
 * io.rollcall.samples.cache.CacheDirector}.
 */
package io.rollcall.samples.cache;
