package io.navarch.nodeagent.probe;

import io.fabric8.kubernetes.api.model.Probe;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.navarch.cri.health.HealthCheckRequest;
import io.navarch.cri.health.HealthCheckResponse.ServingStatus;
import io.navarch.cri.health.HealthGrpc;
import io.navarch.nodeagent.backoff.DurationText;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Asks for the health of a gRPC server. */
@Component
class GrpcProber implements Prober {

  @Override
  public boolean handles(Probe probe) {
    return probe.getGrpc() != null;
  }

  @Override
  public ProbeOutcome ask(ProbeTarget target) {
    var action = target.probe().getGrpc();
    var service = action.getService() == null ? "" : action.getService();
    var channel =
        NettyChannelBuilder.forAddress(target.address(), action.getPort())
            .userAgent("kube-probe/1.36")
            .usePlaintext()
            .build();
    try {
      var answer =
          HealthGrpc.newBlockingStub(channel)
              .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(new Metadata()))
              .withDeadlineAfter(target.timeout().toMillis(), TimeUnit.MILLISECONDS)
              .check(HealthCheckRequest.newBuilder().setService(service).build());
      return answer.getStatus() == ServingStatus.SERVING
          ? new ProbeOutcome.Success("service healthy")
          : new ProbeOutcome.Failure(
              "service unhealthy (responded with \"%s\")".formatted(answer.getStatus()));
    } catch (StatusRuntimeException e) {
      return new ProbeOutcome.Failure(reason(e, target));
    } finally {
      channel.shutdownNow();
    }
  }

  private static String reason(StatusRuntimeException e, ProbeTarget target) {
    var address = "%s:%d".formatted(target.address(), target.probe().getGrpc().getPort());
    var limit = DurationText.of(target.timeout());
    return switch (e.getStatus().getCode()) {
      case UNIMPLEMENTED ->
          "error: this server does not implement the grpc health protocol (grpc.health.v1.Health): "
              + e.getStatus().getDescription();
      case DEADLINE_EXCEEDED -> "timeout: health rpc did not complete within %s".formatted(limit);
      case UNAVAILABLE ->
          "timeout: failed to connect service \"%s\" within %s: context deadline exceeded"
              .formatted(address, limit);
      default -> "error: health rpc probe failed: " + Status.fromThrowable(e).getDescription();
    };
  }
}
