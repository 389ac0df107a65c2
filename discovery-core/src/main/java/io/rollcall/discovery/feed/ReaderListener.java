package io.rollcall.discovery.feed;

/** Is told when readers of a feed come and go, without any lock. Thread-safe. */
public interface ReaderListener {
  /** For a feed that is driven whether it has readers or not. */
  ReaderListener NONE =
      new ReaderListener() {
        @Override
        public void added() {}

        @Override
        public void removed() {}
      };

  /** A reader is about to be added. */
  void added();

  /** One of those readers is gone. */
  void removed();
}
