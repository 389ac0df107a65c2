/** The processes of a test, and what they report. */
package io.rollcall.systemtests.nodes;
