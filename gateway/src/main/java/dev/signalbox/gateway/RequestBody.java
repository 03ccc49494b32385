package dev.signalbox.gateway;

import dev.signalbox.gateway.openai.ApiError;
import dev.signalbox.gateway.openai.ApiException;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;

/** Reads the JSON body of a request, and never more of it than is allowed. */
final class RequestBody {
  private RequestBody() {}

  static byte[] read(Context ctx, int maxBytes) {
    requireJson(ctx);
    if (ctx.req().getContentLengthLong() > maxBytes) {
      throw tooLarge(maxBytes);
    }
    try (InputStream in = ctx.req().getInputStream()) {
      byte[] body = in.readNBytes(maxBytes + 1);
      if (body.length > maxBytes) {
        throw tooLarge(maxBytes);
      }
      return body;
    } catch (IOException e) {
      throw new ApiException(
          ApiError.invalid(400, "incomplete_body", "the body broke off before its end"));
    }
  }

  private static void requireJson(Context ctx) {
    String type = Optional.ofNullable(ctx.header("Content-Type")).orElse("");
    String mediaType = type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
    if (!mediaType.equals("application/json")) {
      throw unsupported("the Content-Type has to be application/json");
    }
    String encoding = Optional.ofNullable(ctx.header("Content-Encoding")).orElse("identity");
    if (!encoding.equalsIgnoreCase("identity")) {
      throw unsupported("the body cannot be compressed; send it without Content-Encoding");
    }
  }

  private static ApiException unsupported(String sentence) {
    return new ApiException(ApiError.invalid(415, "unsupported_media_type", sentence));
  }

  private static ApiException tooLarge(int maxBytes) {
    return new ApiException(
        ApiError.invalid(413, "body_too_large", "the body is larger than " + maxBytes + " bytes"));
  }
}
