package dev.signalbox.router.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * Reads a YAML file that a person wrote, strictly: every problem is found before the file is
 * refused, each with its line and column.
 *
 * <p>The caller describes the file's shape as a function from the top mapping to what it wants:
 *
 * <pre>{@code
 * Settings settings =
 *     YamlReader.read(
 *         "signalbox.yaml",
 *         text,
 *         root -> {
 *           int port = root.required("port").integer(0, 65535);
 *           Optional<String> host = root.optional("host").map(YamlValue::text);
 *           return new Settings(port, host);
 *         });
 * }</pre>
 *
 * <p>A value that is missing or wrong is noted and read as a harmless stand-in, so that the
 * function runs on and finds the next problem; whatever was built from stand-ins is thrown away. A
 * key that the function never asked for is a problem too. Only the YAML that JSON also has is
 * accepted: anchors, aliases, tags and several documents are refused, so a small file stays small.
 */
public final class YamlReader {
  /** The largest file that is read, in bytes of UTF-8. */
  public static final int MAX_BYTES = 1 << 20;

  private YamlReader() {}

  /**
   * Reads {@code text}.
   *
   * @param fileName how problems name the file
   * @throws InvalidFileException if the file has any problem
   */
  public static <T> T read(String fileName, String text, Function<YamlMapping, T> shape) {
    return check(fileName, text, shape).value();
  }

  /**
   * Reads {@code text} and keeps what it was warned of.
   *
   * @param fileName how problems name the file
   * @throws InvalidFileException if the file has any problem
   */
  public static <T> Checked<T> check(String fileName, String text, Function<YamlMapping, T> shape) {
    Problems problems = new Problems(fileName);
    if (StandardCharsets.UTF_8.encode(text).remaining() > MAX_BYTES) {
      throw problems.with(Place.START, tooLarge());
    }
    YamlMapping root = YamlTree.parse(text, problems);
    T result = shaped(root, shape, problems);
    problems.noteUnknownKeys();
    problems.throwIfAny();
    return new Checked<>(result, problems.warnings());
  }

  /**
   * Reads a file in UTF-8.
   *
   * @throws InvalidFileException if the file cannot be read or has any problem
   */
  public static <T> T read(Path file, Function<YamlMapping, T> shape) {
    return read(file.toString(), text(file), shape);
  }

  private static <T> T shaped(YamlMapping root, Function<YamlMapping, T> shape, Problems problems) {
    try {
      return shape.apply(root);
    } catch (IllegalArgumentException e) {
      // The caller's own types may refuse a stand-in; then what made it one is the thing to tell.
      problems.throwIfAny();
      throw e;
    }
  }

  /**
   * The whole of a file.
   *
   * @throws InvalidFileException if it cannot be read, is too large or is not UTF-8
   */
  public static String text(Path file) {
    Problems problems = new Problems(file.toString());
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw problems.with(Place.START, tooLarge());
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw problems.with(Place.START, "the file is not UTF-8 text; save it as UTF-8");
    } catch (NoSuchFileException e) {
      throw problems.with(Place.START, "there is no such file");
    } catch (IOException e) {
      throw problems.with(Place.START, "the file cannot be read (" + e.getMessage() + ")");
    }
  }

  private static String tooLarge() {
    return "the file is larger than " + MAX_BYTES + " bytes, the most that is read";
  }
}
