package io.navarch.nodeagent.runtime.cri;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The connection to a runtime's Unix socket; reconnects by itself. */
final class CriChannel implements AutoCloseable {

  private static final int MAX_MESSAGE_BYTES = 16 * 1024 * 1024;
  private static final int CLOSE_SECONDS = 5;

  private final EventLoopGroup loop;
  private final ExecutorService callbacks;
  private final ManagedChannel channel;

  CriChannel(URI endpoint) {
    this.loop =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("cri-io", true), EpollIoHandler.newFactory());
    this.callbacks =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("cri-call-", 0).factory());
    this.channel =
        NettyChannelBuilder.forAddress(new DomainSocketAddress(endpoint.getPath()))
            .eventLoopGroup(loop)
            .channelType(EpollDomainSocketChannel.class)
            .withOption(io.netty.channel.ChannelOption.SO_KEEPALIVE, null)
            .overrideAuthority("localhost")
            .executor(callbacks)
            .maxInboundMessageSize(MAX_MESSAGE_BYTES)
            .usePlaintext()
            .build();
  }

  ManagedChannel grpc() {
    return channel;
  }

  @Override
  public void close() {
    channel.shutdownNow();
    try {
      channel.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    var _ = loop.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS);
    callbacks.shutdownNow();
  }
}
