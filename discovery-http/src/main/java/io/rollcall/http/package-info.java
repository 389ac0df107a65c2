/**
 * A small HTTP/1.1 server for the program's page and for cache pools: Jetty, with bounds. A handler
 * runs, on a thread of the owner, only when the whole request has arrived.
 */
@NullMarked
package io.rollcall.http;

import org.jspecify.annotations.NullMarked;
