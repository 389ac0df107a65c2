/** The logger of classes on the path of a first join; loads slf4j only when something is logged. */
@NullMarked
package io.rollcall.discovery.log;

import org.jspecify.annotations.NullMarked;
