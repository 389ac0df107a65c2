/** The line protocol and the registrations. Pure: no clock, no socket, no thread. */
@NullMarked
package io.rollcall.daemon.text;

import org.jspecify.annotations.NullMarked;
