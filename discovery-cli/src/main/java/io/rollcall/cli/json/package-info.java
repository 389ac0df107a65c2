/** The JSON of the commands' {@code --json} and of the web page. */
@NullMarked
package io.rollcall.cli.json;

import org.jspecify.annotations.NullMarked;
