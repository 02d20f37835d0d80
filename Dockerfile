# The images of the services, built from this checkout:
#
#   docker build --target api-server -t navarch/api-server .      (scheduler, controller, node-agent)
#
# One stage builds everything; each image then takes its service layer by layer, what changes least first.

FROM eclipse-temurin:25-jdk AS build
WORKDIR /navarch
# Where Maven needs settings of its own, or is to be used as it lies here: see deploy/docker/maven/README.md.
COPY deploy/docker/maven/ /root/.m2/
# The libraries are a layer that stays until a pom changes: without sources there is nothing to build, but all to fetch.
COPY mvnw pom.xml ./
COPY .mvn/ .mvn/
COPY test-support/pom.xml test-support/
COPY kube-schema/pom.xml kube-schema/
COPY kube-client/pom.xml kube-client/
COPY cri-api/pom.xml cri-api/
COPY api-server-service/pom.xml api-server-service/
COPY scheduler-service/pom.xml scheduler-service/
COPY controller-service/pom.xml controller-service/
COPY node-agent-service/pom.xml node-agent-service/
COPY all-in-one/pom.xml all-in-one/
RUN ./mvnw -B -ntp -q package -Dmaven.test.skip -Dspotless.check.skip -Dcheckstyle.skip -Dexec.skip -Dprotobuf.skip
COPY lombok.config ./
COPY test-support/ test-support/
COPY kube-schema/ kube-schema/
COPY kube-client/ kube-client/
COPY cri-api/ cri-api/
COPY api-server-service/ api-server-service/
COPY scheduler-service/ scheduler-service/
COPY controller-service/ controller-service/
COPY node-agent-service/ node-agent-service/
RUN ./mvnw -B -ntp -q package -Dmaven.test.skip -Dspotless.check.skip -Dcheckstyle.skip -pl '!all-in-one'
RUN for service in api-server scheduler controller node-agent; do \
      java -Djarmode=tools -jar $service-service/target/$service-service-*-boot.jar extract --layers --destination /layers/$service && \
      mv /layers/$service/application/*.jar /layers/$service/application/service.jar || exit 1; \
    done
COPY deploy/launcher/PauseImage.java ./
RUN java PauseImage.java /layers/pause.tar navarch.io/pause:1

FROM eclipse-temurin:25-jre AS service
RUN groupadd --system --gid 10001 navarch && \
    useradd --system --uid 10001 --gid navarch --home-dir /var/lib/navarch --create-home --shell /usr/sbin/nologin navarch
WORKDIR /opt/navarch
COPY deploy/docker/java.options ./
ENV SPRING_CONFIG_ADDITIONAL_LOCATION=optional:file:/etc/navarch/
ENTRYPOINT ["java", "@java.options", "-jar", "service.jar"]

FROM service AS api-server
COPY --from=build /layers/api-server/dependencies/ ./
COPY --from=build /layers/api-server/snapshot-dependencies/ ./
COPY --from=build /layers/api-server/application/ ./
USER navarch
VOLUME /var/lib/navarch
EXPOSE 6443

FROM service AS scheduler
COPY --from=build /layers/scheduler/dependencies/ ./
COPY --from=build /layers/scheduler/snapshot-dependencies/ ./
COPY --from=build /layers/scheduler/application/ ./
USER navarch
EXPOSE 10259

FROM service AS controller
COPY --from=build /layers/controller/dependencies/ ./
COPY --from=build /layers/controller/snapshot-dependencies/ ./
COPY --from=build /layers/controller/application/ ./
USER navarch
EXPOSE 10257

# A container of this image is a node: containerd, the kernel's tools and the agent, as root of what the container is given.
FROM debian:bookworm-slim AS node-agent
RUN apt-get update -q && \
    DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends \
      ca-certificates conntrack containerd containernetworking-plugins curl iproute2 iptables nftables procps runc && \
    rm -rf /var/lib/apt/lists/*
COPY --from=eclipse-temurin:25-jre /opt/java/openjdk /opt/java/openjdk
ENV JAVA_HOME=/opt/java/openjdk PATH=/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
ENV SPRING_CONFIG_ADDITIONAL_LOCATION=optional:file:/etc/navarch/
WORKDIR /opt/navarch
COPY deploy/docker/java.options deploy/docker/node.sh ./
COPY deploy/docker/containerd.toml /etc/containerd/config.toml
COPY --from=build /layers/pause.tar ./
COPY --from=build /layers/node-agent/dependencies/ ./
COPY --from=build /layers/node-agent/snapshot-dependencies/ ./
COPY --from=build /layers/node-agent/application/ ./
VOLUME /var/lib/navarch
EXPOSE 10250
ENTRYPOINT ["/opt/navarch/node.sh"]
