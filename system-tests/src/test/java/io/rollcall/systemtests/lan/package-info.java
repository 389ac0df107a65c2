/** Where the processes of a test run: hosts of their own on a network of their own, or loopback. */
package io.rollcall.systemtests.lan;
