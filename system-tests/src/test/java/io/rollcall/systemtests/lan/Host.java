package io.rollcall.systemtests.lan;

import java.util.List;

/** Where a process runs. Immutable. */
public interface Host {

  /** What it is called in the test. */
  String name();

  /** The IPv4 address that other hosts know it by. */
  String address();

  /** The command that runs this one there. */
  List<String> inside(List<String> command);
}
