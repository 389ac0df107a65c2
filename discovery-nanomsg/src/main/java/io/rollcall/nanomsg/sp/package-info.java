/** The scalability protocols (SP) of nanomsg: survey, and publish and subscribe. */
@NullMarked
package io.rollcall.nanomsg.sp;

import org.jspecify.annotations.NullMarked;
