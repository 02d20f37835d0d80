package io.navarch.nodeagent.stats.cgroup;

import java.nio.file.Path;
import java.util.List;

/** What one network interface has carried so far. */
public record InterfaceSample(
    String name,
    long receivedBytes,
    long receivedPackets,
    long receiveErrors,
    long receiveDropped,
    Sent sent) {

  /** The other direction. */
  public record Sent(long bytes, long packets, long errors, long dropped) {}

  /** The interfaces of the network that a process is in, without loopback. */
  public static List<InterfaceSample> of(Path proc, long process) {
    return KernelFiles.lines(proc.resolve(Long.toString(process)).resolve("net/dev")).stream()
        .filter(line -> line.contains(":"))
        .map(InterfaceSample::parse)
        .filter(sample -> !sample.name().equals("lo"))
        .toList();
  }

  /** A line such as {@code eth0: 1 2 3 4 … 9 10 11 12 …}: eight numbers each way. */
  private static InterfaceSample parse(String line) {
    int colon = line.indexOf(':');
    var numbers = line.substring(colon + 1).strip().split("\\s+", -1);
    return new InterfaceSample(
        line.substring(0, colon).strip(),
        KernelFiles.number(numbers[0]),
        KernelFiles.number(numbers[1]),
        KernelFiles.number(numbers[2]),
        KernelFiles.number(numbers[3]),
        new Sent(
            KernelFiles.number(numbers[8]),
            KernelFiles.number(numbers[9]),
            KernelFiles.number(numbers[10]),
            KernelFiles.number(numbers[11])));
  }
}
