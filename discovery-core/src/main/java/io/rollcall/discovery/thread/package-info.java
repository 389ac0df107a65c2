/**
 * The threads of all modules. They inherit nothing from the application thread that causes their
 * start.
 */
@NullMarked
package io.rollcall.discovery.thread;

import org.jspecify.annotations.NullMarked;
