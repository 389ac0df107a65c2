package io.rollcall.cli.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MailboxTest {
  private final Mailbox mailbox = new Mailbox();

  @Test
  void shouldTakeNothingBeforeItIsStarted() throws InterruptedException {
    mailbox.offer(new byte[1]);

    assertThat(mailbox.isOverflown()).isTrue();
    assertThat(mailbox.poll(Long.MAX_VALUE)).isNull();
  }

  @Test
  void shouldOverflowByNumber() throws InterruptedException {
    mailbox.startOver();
    for (int i = 0; i < Mailbox.MOST_FRAMES; i++) {
      mailbox.offer(new byte[] {(byte) i});
    }
    assertThat(mailbox.isOverflown()).isFalse();
    mailbox.offer(new byte[1]);

    assertThat(mailbox.isOverflown()).isTrue();
    assertThat(mailbox.poll(Long.MAX_VALUE)).isNull();
  }

  @Test
  void shouldOverflowBySizeButHoldOneOfAnySize() throws InterruptedException {
    mailbox.startOver();
    byte[] huge = new byte[2 * Mailbox.MOST_BYTES];
    mailbox.offer(huge);
    assertThat(mailbox.poll(0)).isSameAs(huge);
    mailbox.offer(new byte[Mailbox.MOST_BYTES]);
    assertThat(mailbox.isOverflown()).isFalse();
    mailbox.offer(new byte[1]);

    assertThat(mailbox.isOverflown()).isTrue();
  }

  @Test
  void shouldGiveInOrderAndNothingAfterItsEnd() throws InterruptedException {
    mailbox.startOver();
    mailbox.offer(new byte[] {1});
    mailbox.offer(new byte[] {2});
    assertThat(mailbox.poll(0)).containsExactly(1);
    mailbox.close();

    assertThat(mailbox.poll(Long.MAX_VALUE)).isNull();
    assertThat(mailbox.isClosed()).isTrue();
  }
}
