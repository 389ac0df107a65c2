/**
 * A small HTTP/1.1 server on the engine of {@code net}, for the program's page and for cache pools.
 * A request takes a thread only when it has come whole.
 */
@NullMarked
package io.rollcall.discovery.http;

import org.jspecify.annotations.NullMarked;
