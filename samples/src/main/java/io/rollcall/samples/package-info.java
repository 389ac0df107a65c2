/** Small programs that run as they stand; {@code docs/guide/samples.md} shows what each prints. */
package io.rollcall.samples;
