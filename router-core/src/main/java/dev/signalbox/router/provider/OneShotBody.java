package dev.signalbox.router.provider;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/**
 * A JSON body that OkHttp may write once. Otherwise it would quietly repeat a request after some
 * failures (408, 503 with {@code Retry-After: 0}, a stale connection), and a model would be paid
 * twice.
 */
final class OneShotBody extends RequestBody {
  private static final MediaType JSON = MediaType.get("application/json");

  private final byte[] bytes;
  private volatile boolean started;

  OneShotBody(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Whether a connection stood and the request was on its way. */
  boolean wasStarted() {
    return started;
  }

  @Override
  public MediaType contentType() {
    return JSON;
  }

  @Override
  public long contentLength() {
    return bytes.length;
  }

  @Override
  public boolean isOneShot() {
    return true;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    started = true;
    sink.write(bytes);
  }
}
