package io.navarch.nodeagent.eviction;

import io.navarch.nodeagent.eviction.Threshold.Measure;
import io.navarch.nodeagent.runtime.ContainerRuntime;
import io.navarch.nodeagent.runtime.ImageFilesystem;
import io.navarch.nodeagent.runtime.RuntimeFailure;
import io.navarch.nodeagent.stats.FilesystemUse;
import io.navarch.nodeagent.stats.NodeUse;
import io.navarch.nodeagent.stats.UseReader;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.stereotype.Component;

/** How much of everything is left on the node. What can't be measured is left out. */
@Slf4j
@Component
@RequiredArgsConstructor
class Measures {

  private final UseReader use;
  private final ContainerRuntime runtime;

  Map<Signal, Measure> read() {
    var result = new EnumMap<Signal, Measure>(Signal.class);
    var node = use.node();
    put(result, Signal.MEMORY, memory(node));
    put(result, Signal.PROCESSES, new Measure(node.freeProcesses(), node.maxProcesses()));
    disk(result, Signal.NODEFS, Signal.NODEFS_INODES, use.filesystem());
    imageFilesystem()
        .ifPresent(images -> disk(result, Signal.IMAGEFS, Signal.IMAGEFS_INODES, images));
    return result;
  }

  private static Measure memory(NodeUse node) {
    return new Measure(node.memory() - node.workingSet(), node.memory());
  }

  private static void disk(
      Map<Signal, Measure> result, Signal bytes, Signal inodes, FilesystemUse filesystem) {
    put(result, bytes, new Measure(filesystem.available(), filesystem.capacity()));
    put(result, inodes, new Measure(filesystem.freeInodes(), filesystem.inodes()));
  }

  private static void put(Map<Signal, Measure> result, Signal signal, Measure measure) {
    if (measure.capacity() > 0) {
      result.put(signal, measure);
    }
  }

  private Optional<FilesystemUse> imageFilesystem() {
    try {
      return runtime.imageFilesystems().stream()
          .map(ImageFilesystem::mountPoint)
          .map(Path::of)
          .map(FilesystemUse::of)
          .findFirst();
    } catch (RuntimeFailure e) {
      log.atDebug().addKeyValue("error", e.getMessage()).log("images' file system is not known");
      return Optional.empty();
    }
  }
}
