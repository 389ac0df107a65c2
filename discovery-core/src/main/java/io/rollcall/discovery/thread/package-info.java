/** The threads of all modules, which inherit nothing of the application that had them started. */
@NullMarked
package io.rollcall.discovery.thread;

import org.jspecify.annotations.NullMarked;
