package io.rollcall.sim;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.zmtp.transport.AgentRunner;
import io.rollcall.discovery.zmtp.transport.ZmtpTransport;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** An agent that the library's own transport runs, in a simulated process. */
class TcpNode implements SimNode {
  private final TcpProcess process;
  private final Options options;
  private @Nullable AgentRunner<?> runner;

  TcpNode(TcpProcess process, Options options) {
    this.process = process;
    this.options = options;
  }

  /** It runs from now on. */
  final <R extends AgentRunner<?>> R begin(Function<ZmtpTransport, R> start) {
    R started = start.apply(process.transport(options));
    runner = started;
    return started;
  }

  private AgentRunner<?> runner() {
    AgentRunner<?> started = runner;
    if (started == null) {
      throw new IllegalStateException("it has not begun");
    }
    return started;
  }

  @Override
  public final Host host() {
    return process.host();
  }

  @Override
  public final boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public final void execute(LongConsumer command) {
    runner().execute(command);
  }

  /** The process ends once its ports are gone. */
  @Override
  public final void close() {
    runner().end(process::kill);
  }

  @Override
  public final void crash() {
    if (process.isAlive()) {
      process.kill();
      runner().abandon();
    }
  }
}
