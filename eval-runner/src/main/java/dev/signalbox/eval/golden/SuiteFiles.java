package dev.signalbox.eval.golden;

import dev.signalbox.router.yaml.InvalidFileException;
import dev.signalbox.router.yaml.Problem;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Where a suite's files lie. */
interface SuiteFiles {
  String SUITE = "suite.yaml";
  String CASES = "cases.jsonl";

  /** The most that is read of one file, in bytes. */
  int MAX_BYTES = 64 << 20;

  /** How problems name the file. */
  String nameOf(String file);

  /**
   * Fails with {@link NoSuchFileException} or {@link FileNotFoundException} when it is not there.
   */
  InputStream open(String file) throws IOException;

  static SuiteFiles in(Path folder) {
    return new SuiteFiles() {
      @Override
      public String nameOf(String file) {
        return folder.resolve(file).toString();
      }

      @Override
      public InputStream open(String file) throws IOException {
        return Files.newInputStream(folder.resolve(file));
      }
    };
  }

  static SuiteFiles onClassPath(ClassLoader loader, String suite) {
    return new SuiteFiles() {
      @Override
      public String nameOf(String file) {
        return "golden-sets/" + suite + "/" + file;
      }

      @Override
      public InputStream open(String file) throws IOException {
        InputStream in = loader.getResourceAsStream(nameOf(file));
        if (in == null) {
          throw new FileNotFoundException(nameOf(file));
        }
        return in;
      }
    };
  }

  /**
   * The whole file, which has to be UTF-8.
   *
   * @throws InvalidFileException if it cannot be read, is too large or is not UTF-8
   */
  default String text(String file) {
    try (InputStream in = open(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw unreadable(file, "the file is larger than " + MAX_BYTES + " bytes; split the suite");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw unreadable(file, "the file is not UTF-8 text; save it as UTF-8");
    } catch (NoSuchFileException | FileNotFoundException e) {
      throw unreadable(
          file, "there is no such file; a suite is a folder with " + SUITE + " and " + CASES);
    } catch (IOException e) {
      throw unreadable(file, "the file cannot be read (" + e.getMessage() + ")");
    }
  }

  private InvalidFileException unreadable(String file, String sentence) {
    return new InvalidFileException(List.of(new Problem(nameOf(file), 1, 1, sentence)));
  }
}
