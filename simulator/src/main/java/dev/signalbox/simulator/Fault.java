package dev.signalbox.simulator;

import dev.signalbox.simulator.wire.Trouble;
import java.net.URI;
import java.time.Duration;

/**
 * A way for a provider to let its caller down. Each can strike a streamed answer as well as one in
 * one piece. {@code afterPieces} counts the pieces of a streamed answer that come before it
 * strikes: 0 is before anything was said; of an answer in one piece, half comes first.
 */
public sealed interface Fault {

  /** Faults of the connection: no status is seen. */
  sealed interface OfConnection extends Fault {}

  /** The provider says itself that it will not answer. */
  sealed interface OfProvider extends Fault {}

  /** The model says something else than it should; what it says is well formed. */
  sealed interface OfContent extends Fault {}

  /** The right answer, damaged or delayed on its way. */
  sealed interface OfDelivery extends Fault {}

  /** The port is closed. Only a provider as a whole, and all of it, can refuse connections. */
  record ConnectionRefused() implements OfConnection {}

  /** What comes back is a fatal TLS alert; what a client with an https address always gets. */
  record TlsFailure() implements OfConnection {}

  /** The request is read, then the connection is reset. */
  record Reset() implements OfConnection {}

  /**
   * The request is read and nothing is said.
   *
   * @param hold then the connection closes; earlier when the client leaves; at most an hour
   */
  record Silent(Duration hold) implements OfConnection {
    public Silent {
      Checks.duration("a hold", hold);
    }
  }

  /**
   * An error in the provider's own shape.
   *
   * @param status one that this provider uses: 500, 503 and, at Anthropic, 529
   */
  record ServerError(int status) implements OfProvider {}

  /**
   * A 429.
   *
   * @param retryAfter rounded up where the advice has whole seconds
   */
  record RateLimited(Duration retryAfter, Trouble.Advice advice) implements OfProvider {
    public RateLimited {
      if (retryAfter.isNegative()) {
        throw new IllegalArgumentException("a wait cannot be negative, got " + retryAfter);
      }
    }

    /** Told as the provider does. */
    public RateLimited(Duration retryAfter) {
      this(retryAfter, Trouble.Advice.USUAL);
    }
  }

  /** Refused for good. */
  record Refused(Trouble.Refusal reason) implements OfProvider {}

  /** A 302 to somewhere else. */
  record Redirected(URI location) implements OfProvider {}

  /** Status 200, and in it an error: as an event of a stream, or as the whole body. */
  record ErrorInside(Trouble trouble, int afterPieces) implements OfProvider {
    public ErrorInside {
      Checks.count("afterPieces", afterPieces);
    }
  }

  /** Status 200 with nothing said. */
  record Empty() implements OfContent {}

  /** The model refuses, in the provider's shape for it. */
  record Declined(int afterPieces) implements OfContent {
    public Declined {
      Checks.count("afterPieces", afterPieces);
    }
  }

  /** The content filter strikes; before the first piece, at the prompt. */
  record Filtered(int afterPieces) implements OfContent {
    public Filtered {
      Checks.count("afterPieces", afterPieces);
    }
  }

  /** A good answer that ends for a reason nobody has heard of. */
  record UnknownFinishReason() implements OfContent {}

  /**
   * The first piece comes late.
   *
   * @param headersFirst whether status and headers come at once
   */
  record SlowFirstPiece(Duration late, boolean headersFirst) implements OfDelivery {
    public SlowFirstPiece {
      Checks.duration("a wait", late);
    }
  }

  /**
   * Nothing more comes for a while.
   *
   * @param goesOn whether the rest follows; else the connection closes
   */
  record Stalled(int afterPieces, Duration pause, boolean goesOn) implements OfDelivery {
    public Stalled {
      Checks.count("afterPieces", afterPieces);
      Checks.duration("a pause", pause);
    }
  }

  /** The answer breaks off in the middle of its body. */
  record Cut(int afterPieces) implements OfDelivery {
    public Cut {
      Checks.count("afterPieces", afterPieces);
    }

    /** After the first piece. */
    public Cut() {
      this(1);
    }
  }

  /** One event of a stream is no JSON, and the stream goes on; a whole body loses its middle. */
  record MalformedChunk(int afterPieces) implements OfDelivery {
    public MalformedChunk {
      Checks.count("afterPieces", afterPieces);
    }
  }

  /** Everything is said, but what ends the stream is missing; a whole body lacks its last brace. */
  record MissingTerminator() implements OfDelivery {}

  /** The JSON stops halfway, and yet the body is as long as promised. */
  record TruncatedJson() implements OfDelivery {}

  /** The answer is preceded by {@code megabytes} of white space, inside a stream's first line. */
  record HugeBody(int megabytes) implements OfDelivery {
    public HugeBody {
      if (megabytes < 1 || megabytes > 10_000) {
        throw new IllegalArgumentException("from 1 to 10,000 megabytes, got " + megabytes);
      }
    }
  }

  /** {@code content-encoding: gzip} on a body that is not compressed. */
  record PlainAsGzip() implements OfDelivery {}

  /** A compressed body with damage in its middle. */
  record CorruptGzip() implements OfDelivery {}

  /** Status 200 with a page of HTML in place of the answer. */
  record HtmlPage() implements OfDelivery {}

  /** Status 200 with a body that is no JSON, under the right content type. */
  record Garbage() implements OfDelivery {}

  /** The body comes byte by byte. */
  record Trickle(Duration perByte) implements OfDelivery {
    public Trickle {
      Checks.duration("the wait between bytes", perByte);
    }
  }
}
