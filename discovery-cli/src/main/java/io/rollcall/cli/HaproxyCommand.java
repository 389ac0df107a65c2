package io.rollcall.cli;

import io.rollcall.discovery.MembershipListener;
import io.rollcall.discovery.State;
import io.rollcall.discovery.Subscriber;
import io.rollcall.haproxy.HaproxyBackend;
import io.rollcall.haproxy.HaproxyOptions;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Keeps the servers of an HAProxy backend equal to the members. */
@Command(
    name = "haproxy",
    description = {
      "Keeps the servers of an HAProxy backend equal to the members, until it is told to end.",
      "The servers stay in HAProxy then. It alters only servers whose names begin with --prefix."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:ended",
      "1:a file of keys can't be read",
      "2:bad use",
      "129, 130, 143:ended by SIGHUP, SIGINT, SIGTERM"
    })
final class HaproxyCommand implements Callable<Integer>, MembershipListener {
  private static final HaproxyOptions USUAL = HaproxyOptions.defaults();

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServerChoice server = new ServerChoice();

  @Option(
      names = "--api",
      required = true,
      paramLabel = "ENDPOINT",
      description = "HAProxy's stats socket of level admin: unix:///PATH or tcp://HOST:PORT.")
  private String api = "";

  @Option(
      names = "--backend",
      required = true,
      paramLabel = "NAME",
      description = "The backend, as HAProxy's configuration calls it.")
  private String backend = "";

  @Option(
      names = "--prefix",
      paramLabel = "TEXT",
      description = "What its servers' names begin with. Default: ${DEFAULT-VALUE}")
  private String prefix = USUAL.prefix();

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = "Only members of this type are servers. Default: all")
  private String type = USUAL.type();

  @Option(
      names = "--address-name",
      paramLabel = "NAME",
      description =
          "Which of a member's addresses: 'metrics' for its attribute 'address.metrics'."
              + " Default: 'address'")
  private String addressName = USUAL.addressName();

  @Option(
      names = "--server-parameters",
      paramLabel = "TEXT",
      description = "What each server is added with, as 'check maxconn 50'. Default: nothing")
  private String serverParameters = USUAL.serverParameters();

  @Option(
      names = "--drain",
      paramLabel = "SECONDS",
      description =
          "How long the requests of a server that leaves may take. Default: ${DEFAULT-VALUE}")
  private long drain = USUAL.drain().toSeconds();

  @Option(
      names = "--check",
      paramLabel = "MILLIS",
      description =
          "How often it looks whether HAProxy has what it should. Default: ${DEFAULT-VALUE}")
  private long check = USUAL.check().toMillis();

  private HaproxyCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    Logging.level("info");
    try (HaproxyBackend opened = HaproxyBackend.open(api, backend, options());
        Subscriber subscriber = Subscriber.start(server.urlPubSub(), server.options())) {
      CountDownLatch closed = Shutdown.closes(opened, subscriber);
      print(opened + " follows the members of " + server.urlPubSub());
      subscriber.follow(this);
      opened.follow(subscriber);
      closed.await();
    }
    return ExitCode.OK;
  }

  private HaproxyOptions options() {
    return USUAL
        .withPrefix(prefix)
        .withType(type)
        .withAddressName(addressName)
        .withServerParameters(serverParameters)
        .withDrain(Duration.ofSeconds(Bounds.check("--drain", drain)))
        .withCheck(Duration.ofMillis(Bounds.check("--check", check)));
  }

  @Override
  public void became(State state) {
    print("the members are " + state);
  }

  private void print(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
