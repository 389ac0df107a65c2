package io.rollcall.nanomsg.sp;

import io.rollcall.processes.SearchPath;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The two programs that speak SP and that nobody here wrote. */
public enum Cat {
  NANOCAT("nanocat", "nanomsg-utils", "--connect", "--bind", "0.1"),
  NNGCAT("nngcat", "nng-utils", "--dial", "--listen", "1");

  private final String program;
  private final String debianPackage;
  private final String connect;
  private final String bind;
  private final String interval;
  private final boolean found;

  Cat(String program, String debianPackage, String connect, String bind, String interval) {
    this.program = program;
    this.debianPackage = debianPackage;
    this.connect = connect;
    this.bind = bind;
    this.interval = interval;
    this.found = SearchPath.has(program);
  }

  /** Skips the test where there is none; on the build server nothing is skipped in silence. */
  public void require() {
    String missing = program + " is not on the PATH (Debian: " + debianPackage + ")";
    if ("true".equals(System.getenv("CI")) && !found) {
      throw new AssertionError(missing + ", and CI=true forbids to skip");
    }
    Assumptions.assumeTrue(found, missing);
  }

  /** It surveys or publishes this again and again. */
  public List<String> sending(String role, boolean binds, String endpoint, String data) {
    List<String> command = command(role, binds, endpoint);
    command.addAll(List.of("-D", data, "-i", interval));
    return command;
  }

  /** It answers with this, and prints what it receives. */
  public List<String> answering(boolean binds, String endpoint, String data) {
    List<String> command = receiving("--respondent", binds, endpoint);
    command.addAll(List.of("-D", data));
    return command;
  }

  /** It prints what it receives, each in quotes on a line of its own. */
  public List<String> receiving(String role, boolean binds, String endpoint) {
    List<String> command = command(role, binds, endpoint);
    command.add("--quoted");
    return command;
  }

  private List<String> command(String role, boolean binds, String endpoint) {
    return new ArrayList<>(List.of(program, role, binds ? bind : connect, endpoint));
  }
}
