package io.navarch.nodeagent.node;

import io.navarch.nodeagent.NodeAgentProperties;
import io.navarch.nodeagent.NodeCapacity;
import java.io.BufferedReader;
import java.io.FileReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** What the machine says of itself. */
final class Machine {

  private static final long KIB = 1024;

  private Machine() {}

  static NodeCapacity capacity(NodeAgentProperties properties) {
    return new NodeCapacity(
        Runtime.getRuntime().availableProcessors(), memoryBytes(), storageBytes(properties.root()));
  }

  private static long memoryBytes() {
    return memoryInfo("MemTotal").orElseGet(() -> Runtime.getRuntime().maxMemory());
  }

  /** Bytes of memory that could be used without swapping. */
  static Optional<Long> availableMemory() {
    return memoryInfo("MemAvailable");
  }

  private static Optional<Long> memoryInfo(String field) {
    var file = Path.of("/proc/meminfo");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (var lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(field + ":"))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long storageBytes(Path root) {
    try {
      Files.createDirectories(root);
      return Files.getFileStore(root).getTotalSpace();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String content(String file) {
    try {
      return Files.exists(Path.of(file)) ? Files.readString(Path.of(file)) : "";
    } catch (IOException e) {
      return "";
    }
  }

  static String firstLine(String file) {
    if (!Files.exists(Path.of(file))) {
      return "";
    }
    // One large read: files below /proc/sys give nothing more to a reader that took a single byte
    // at first.
    try (var lines = new BufferedReader(new FileReader(file, StandardCharsets.UTF_8))) {
      return Objects.requireNonNullElse(lines.readLine(), "").strip();
    } catch (IOException e) {
      return "";
    }
  }

  /** The name that the operating system gives itself. */
  static String osImage() {
    return content("/etc/os-release")
        .lines()
        .filter(line -> line.startsWith("PRETTY_NAME="))
        .map(line -> line.substring("PRETTY_NAME=".length()).replace("\"", ""))
        .findFirst()
        .orElse(System.getProperty("os.name", "Linux"));
  }

  /** The processor's architecture, as images name it. */
  static String architecture() {
    return switch (System.getProperty("os.arch", "amd64")) {
      case "aarch64" -> "arm64";
      case "x86_64", "amd64" -> "amd64";
      case String other -> other;
    };
  }
}
