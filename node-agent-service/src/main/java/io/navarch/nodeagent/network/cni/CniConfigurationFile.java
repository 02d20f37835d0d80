package io.navarch.nodeagent.network.cni;

import io.navarch.nodeagent.network.NetworkProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The file by which the container runtime learns of the node's network. The runtime watches its
 * folder and is ready as soon as the file is there, so it appears whole or not at all.
 */
@Component
@RequiredArgsConstructor
public final class CniConfigurationFile {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final NetworkProperties properties;

  /** Writes the configuration for these Pod ranges unless the file already says the same. */
  public void write(String nodeName, List<String> podCidrs) throws IOException {
    var configuration = CniConfiguration.of(nodeName, podCidrs, properties);
    var file = file(configuration);
    var text = configuration.toJson(JSON) + "\n";
    if (text.equals(read(file))) {
      return;
    }
    Files.createDirectories(properties.cniConfigurationDirectory());
    var fresh = Files.writeString(file.resolveSibling("." + file.getFileName() + ".new"), text);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Takes the file away; the runtime then starts no more Pods. */
  public void remove(String nodeName) throws IOException {
    Files.deleteIfExists(file(CniConfiguration.of(nodeName, List.of(), properties)));
  }

  private Path file(CniConfiguration configuration) {
    return properties.cniConfigurationDirectory().resolve(configuration.fileName());
  }

  private static String read(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      return "";
    }
  }
}
