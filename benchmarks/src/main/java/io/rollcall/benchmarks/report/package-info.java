/** What a run was asked for, percentiles, and the tables and files in which they are shown. */
@NullMarked
package io.rollcall.benchmarks.report;

import org.jspecify.annotations.NullMarked;
