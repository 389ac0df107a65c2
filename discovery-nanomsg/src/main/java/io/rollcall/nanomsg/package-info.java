/**
 * Interoperates with nanomsg, nng, mangos and gopherdiscovery: their processes become members of a
 * Rollcall server, and Java processes become members of theirs.
 */
@NullMarked
package io.rollcall.nanomsg;

import org.jspecify.annotations.NullMarked;
