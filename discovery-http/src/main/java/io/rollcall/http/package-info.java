/**
 * A small HTTP/1.1 server for the program's page and for cache pools: Jetty, with bounds. A request
 * takes a thread of its owner's only when it has come whole.
 */
@NullMarked
package io.rollcall.http;

import org.jspecify.annotations.NullMarked;
