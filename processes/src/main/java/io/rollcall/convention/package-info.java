/** The cases of the convention for members' attributes, which the tests of all modules run. */
@NullMarked
package io.rollcall.convention;

import org.jspecify.annotations.NullMarked;
