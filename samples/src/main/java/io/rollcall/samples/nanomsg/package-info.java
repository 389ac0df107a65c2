/**
 * The parts of {@link io.rollcall.samples.NanomsgMembers}: begin with {@link
 * io.rollcall.samples.nanomsg.MixedRun}.
 */
package io.rollcall.samples.nanomsg;
