package io.navarch.nodeagent.pod.resize;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import lombok.extern.slf4j.Slf4j;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Allocations of Pods by uid, in a file that outlives the agent. Written whole, by renaming. */
@Slf4j
final class AllocationFile {

  private static final TypeReference<Map<String, Allocation>> SHAPE = new TypeReference<>() {};

  private final Path file;
  private final JsonMapper json = JsonMapper.builder().build();
  private final Map<String, Allocation> byUid = new TreeMap<>();

  AllocationFile(Path file) {
    this.file = file;
    if (!Files.exists(file)) {
      return;
    }
    try {
      byUid.putAll(json.readValue(Files.readAllBytes(file), SHAPE));
    } catch (IOException | JacksonException e) {
      log.atWarn()
          .addKeyValue("file", file)
          .addKeyValue("error", e.getMessage())
          .log("allocations are not readable and begin anew");
    }
  }

  synchronized Optional<Allocation> find(String uid) {
    return Optional.ofNullable(byUid.get(uid));
  }

  synchronized void put(String uid, Allocation allocation) {
    if (!allocation.equals(byUid.put(uid, allocation))) {
      write();
    }
  }

  synchronized void remove(String uid) {
    if (byUid.containsKey(uid)) {
      byUid.remove(uid);
      write();
    }
  }

  private void write() {
    var next = file.resolveSibling(file.getFileName() + ".next");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(next, json.writeValueAsBytes(byUid));
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep allocations in " + file, e);
    }
  }
}
