/** What was done to the processes, and which reports of theirs that allows. Pure. */
package io.rollcall.systemtests.truth;
