package io.navarch.apiserver.endpoint.discovery;

import jakarta.servlet.http.HttpServletRequest;
import lombok.RequiredArgsConstructor;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Answers {@code /version}: the Kubernetes that this server speaks, and what it runs on. */
@RestController
@RequiredArgsConstructor
final class VersionController {

  private static final String MAJOR = "1";
  private static final String MINOR = "36";
  private static final String GIT_VERSION = "v1.36.3-navarch";

  private final DiscoveryAnswers answers;

  @GetMapping({"/version", "/version/"})
  ResponseEntity<byte[]> version(HttpServletRequest request) {
    var machine = System.getProperty("os.arch", "").equals("aarch64") ? "arm64" : "amd64";
    var version = JsonMapper.shared().createObjectNode();
    version.put("major", MAJOR).put("minor", MINOR);
    version.put("emulationMajor", MAJOR).put("emulationMinor", MINOR);
    version.put("minCompatibilityMajor", MAJOR).put("minCompatibilityMinor", "35");
    version.put("gitVersion", GIT_VERSION).put("gitCommit", "").put("gitTreeState", "clean");
    version.put("buildDate", "1970-01-01T00:00:00Z");
    version.put("goVersion", "java" + Runtime.version().feature()).put("compiler", "javac");
    return answers.json(request, version.put("platform", "linux/" + machine));
  }
}
