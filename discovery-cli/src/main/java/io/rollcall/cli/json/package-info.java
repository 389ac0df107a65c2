/** What the program says to programs: its commands with {@code --json}, and its page. */
@NullMarked
package io.rollcall.cli.json;

import org.jspecify.annotations.NullMarked;
