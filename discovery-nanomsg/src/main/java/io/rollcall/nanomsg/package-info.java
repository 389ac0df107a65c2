/**
 * Processes that speak nanomsg's protocols (nanomsg, nng, mangos, gopherdiscovery) as members of a
 * roster, and members of their rosters.
 */
@NullMarked
package io.rollcall.nanomsg;

import org.jspecify.annotations.NullMarked;
