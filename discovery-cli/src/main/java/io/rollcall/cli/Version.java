package io.rollcall.cli;

import picocli.CommandLine.IVersionProvider;

/** The versions of the program and of the JVM. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String own = Rollcall.class.getPackage().getImplementationVersion();
    return new String[] {
      "rollcall " + (own == null ? "(not packaged)" : own), "Java " + Runtime.version()
    };
  }
}
