/** What is logged by the classes that a first join needs. */
@NullMarked
package io.rollcall.discovery.log;

import org.jspecify.annotations.NullMarked;
