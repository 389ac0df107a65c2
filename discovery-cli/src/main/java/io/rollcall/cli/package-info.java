/**
 * The program {@code rollcall}: a class for each command. What two commands need stands in classes
 * of its own: {@link io.rollcall.cli.ServerChoice}, {@link io.rollcall.cli.Json}, {@link
 * io.rollcall.cli.Terminal}, {@link io.rollcall.cli.ExitCode}.
 */
@NullMarked
package io.rollcall.cli;

import org.jspecify.annotations.NullMarked;
