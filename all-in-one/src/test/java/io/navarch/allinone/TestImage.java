package io.navarch.allinone;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An image made without a registry: a static busybox that serves its version and host name by HTTP
 * on port 8080. Two versions of it lie in one archive.
 */
final class TestImage {

  static final String FIRST = "navarch.test/web:1";
  static final String SECOND = "navarch.test/web:2";
  static final int PORT = 8080;

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final int PROGRAM_INTERPRETER = 3;
  private static final List<String> APPLETS =
      List.of("sh", "httpd", "wget", "timeout", "hostname", "sleep", "cat");
  private static final String PROGRAM =
      "trap 'exit 0' TERM; echo $VERSION $(hostname) > /www/index.html; echo serving version"
          + " $VERSION; httpd -f -p 8080 -h /www & wait $!";

  private TestImage() {}

  /** Writes the archive into a folder; skips the test where there is no static busybox. */
  static Path archive(Path folder) throws IOException {
    var busybox = busybox(folder);
    assumeTrue(
        busybox.isPresent(), "skipped: no static busybox, and apt-get can't fetch busybox-static");
    var root = Files.createDirectories(folder.resolve("root"));
    for (var name : List.of("bin", "www", "tmp")) {
      Files.createDirectories(root.resolve(name));
    }
    Files.copy(busybox.get(), root.resolve("bin/busybox"));
    for (var applet : APPLETS) {
      Files.createSymbolicLink(root.resolve("bin").resolve(applet), Path.of("busybox"));
    }
    var content = Files.createDirectories(folder.resolve("image"));
    run("tar", "-C", root.toString(), "-cf", content.resolve("layer.tar").toString(), ".");
    var manifest = Stream.of(FIRST, SECOND).map(name -> describe(content, name)).toList();
    Files.writeString(content.resolve("manifest.json"), manifest.toString());
    var archive = folder.resolve("image.tar");
    run("tar", "-C", content.toString(), "-cf", archive.toString(), ".");
    return archive;
  }

  /** Writes an image's configuration; its entry in the manifest. */
  private static String describe(Path content, String name) {
    try {
      var config =
          """
          {"architecture": "%s", "os": "linux", "rootfs": {"type": "layers", "diff_ids": ["sha256:%s"]},
           "config": {"Env": ["PATH=/bin", "VERSION=%s"], "Cmd": ["sh", "-c", "%s"]}}
          """
              .formatted(
                  System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64",
                  digest(Files.readAllBytes(content.resolve("layer.tar"))),
                  name.substring(name.indexOf(':') + 1),
                  PROGRAM);
      var file = digest(config.getBytes(StandardCharsets.UTF_8)) + ".json";
      Files.writeString(content.resolve(file), config);
      return "{\"Config\": \"%s\", \"RepoTags\": [\"%s\"], \"Layers\": [\"layer.tar\"]}"
          .formatted(file, name);
    } catch (IOException e) {
      throw new UncheckedIOException("can't write the image", e);
    }
  }

  private static Optional<Path> busybox(Path folder) throws IOException {
    for (var known : List.of("/bin/busybox", "/usr/bin/busybox")) {
      if (Files.isExecutable(Path.of(known)) && isStatic(Path.of(known))) {
        return Optional.of(Path.of(known));
      }
    }
    if (!Commands.exist("apt-get")) {
      return Optional.empty();
    }
    var script =
        "cd '%s' && apt-get -q download busybox-static && dpkg-deb -x busybox-static_*.deb x";
    var fetched = Commands.run(LIMIT, "sh", "-c", script.formatted(folder));
    return Stream.of("x/bin/busybox", "x/usr/bin/busybox")
        .map(folder::resolve)
        .filter(file -> fetched.succeeded() && Files.isRegularFile(file))
        .findFirst();
  }

  /** Whether a 64-bit ELF program names no loader of shared libraries. */
  private static boolean isStatic(Path program) throws IOException {
    var elf = ByteBuffer.wrap(Files.readAllBytes(program)).order(ByteOrder.LITTLE_ENDIAN);
    int headers = (int) elf.getLong(0x20);
    int size = elf.getShort(0x36);
    for (int i = 0; i < elf.getShort(0x38); i++) {
      if (elf.getInt(headers + i * size) == PROGRAM_INTERPRETER) {
        return false;
      }
    }
    return true;
  }

  private static void run(String... command) {
    var outcome = Commands.run(LIMIT, command);
    if (!outcome.succeeded()) {
      throw new IllegalStateException("%s: %s".formatted(List.of(command), outcome.output()));
    }
  }

  private static String digest(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
