# Builds the image of one service: `docker build --build-arg SERVICE=service2-number .`
# `docker compose up --build` builds the images of all services.

# Use another image with `node`, `npm` and `bash` with --build-arg NODE_IMAGE=…
ARG NODE_IMAGE=node:24-trixie-slim

# Only the manifests, so that Docker reinstalls the dependencies only if one of these files changes.
FROM ${NODE_IMAGE} AS manifests
WORKDIR /app
COPY package.json package-lock.json ./
COPY packages/contracts/package.json packages/contracts/
COPY packages/draw-api/package.json packages/draw-api/
COPY packages/draws/package.json packages/draws/
COPY packages/service-kit/package.json packages/service-kit/
COPY service1-frontend/package.json service1-frontend/
COPY service2-number/package.json service2-number/
COPY service3-float/package.json service3-float/
COPY service4-product/package.json service4-product/
COPY tools/deploy-wait/package.json tools/deploy-wait/
COPY tools/dev/package.json tools/dev/
COPY tools/release/package.json tools/release/
COPY tools/smoke/package.json tools/smoke/

# All dependencies of all workspaces, for building and testing.
FROM manifests AS dependencies
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts --no-audit --no-fund

FROM dependencies AS build
COPY . .
RUN npm run build

# Tests of one service and of the service kit on this Node version: `docker build --target test --build-arg SERVICE=…`
FROM build AS test
ARG SERVICE
RUN npx jest --selectProjects service-kit "${SERVICE:?name the service: --build-arg SERVICE=…}"

# Runs the TypeScript sources, which `docker compose watch` keeps up to date (docker-compose.dev.yaml).
FROM build AS development
ARG SERVICE
WORKDIR /app/${SERVICE}
ENV HOST=0.0.0.0 TS_NODE_PROJECT=/app/tsconfig.json
HEALTHCHECK --interval=5s --timeout=10s --start-period=30s --retries=6 \
    CMD ["/app/packages/service-kit/health-check.sh"]
CMD ["node", "-C", "source", "-r", "ts-node/register/transpile-only", "src/server.ts"]

# Production dependencies of one service. Node 24 includes SQLite, so remove the package that older versions need.
# The services are CommonJS, so remove the ES module copies of OpenTelemetry, which has three copies of most files.
FROM manifests AS production-dependencies
ARG SERVICE
RUN --mount=type=cache,target=/root/.npm \
    npm ci --omit=dev --ignore-scripts --no-audit --no-fund --workspace "${SERVICE:?name the service: --build-arg SERVICE=…}" \
    && rm -rf node_modules/@photostructure node_modules/@opentelemetry/*/build/esm node_modules/@opentelemetry/*/build/esnext \
    && find node_modules/@opentelemetry -name '*.mjs' -delete \
    && find node_modules -regextype posix-extended -type f -regex '.*\.([cm]?ts|map|md)' -delete

# The service and the packages that it uses, without sources, tests and types.
# Fixed dates and modes make the layer reproducible: it does not depend on the build time or the umask.
FROM production-dependencies AS assembly
COPY --from=build /app/packages packages
ARG SERVICE
COPY --from=build /app/${SERVICE} ${SERVICE}
RUN for folder in packages/* service*; do \
      find node_modules/@quartet -lname "*/$folder" | grep -q . || rm -r "$folder"; \
    done \
    && rm -rf package-lock.json tools packages/*/src packages/*/test service*/src service*/test \
    && find packages service* -regex '.*\.\(d\.ts\|map\)' -delete -o -name .tsbuildinfo -delete -o -name tsconfig.json -delete -o -name README.md -delete \
    && chmod -R u=rwX,go=rX /app \
    && mkdir /image && mv /app /image/app \
    && find /image -exec touch --no-dereference --date=2000-01-01T00:00:00Z {} +

# Node without npm, headers and documentation.
FROM ${NODE_IMAGE} AS node-runtime
RUN rm -rf /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /usr/local/bin/yarn* /opt/yarn* \
    /usr/local/lib/node_modules /usr/local/include /usr/local/share /root/.npm /tmp/* /var/cache/* /var/lib/apt/lists/* \
    /usr/share/doc /usr/share/man /usr/share/info /usr/share/locale \
    # Reset the dates of the changed folders, so that the layer is reproducible.
    && find / -xdev -type d -newer /usr/lib/os-release ! -path /proc ! -path /sys ! -path '/dev*' \
        -exec touch --reference=/usr/lib/os-release {} +

# Start from scratch: otherwise the removed files would still take space in the base image's layers.
FROM scratch AS production
COPY --from=node-runtime / /
ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin NODE_ENV=production HOST=0.0.0.0 PORT=5000
ARG SERVICE
COPY --from=assembly /image/ /
WORKDIR /app/${SERVICE}
USER node
# Check liveness only: restarting this container does not fix a dependency that is down.
HEALTHCHECK --interval=5s --timeout=10s --start-period=30s --retries=6 \
    CMD ["/app/packages/service-kit/health-check.sh"]
# Node can run as PID 1: the services handle SIGTERM and start no child processes.
# A small young generation reduces peak memory during an export from 155 MB to 120 MB, and does not slow down visits.
CMD ["node", "--max-semi-space-size=4", "dist/server.js"]
ARG VERSION=0.1.0
ARG REVISION=unknown
ENV QUARTET_REVISION=${REVISION}
ARG SOURCE=unknown
LABEL org.opencontainers.image.title="quartet/${SERVICE}" \
    org.opencontainers.image.version="${VERSION}" \
    org.opencontainers.image.revision="${REVISION}" \
    org.opencontainers.image.source="${SOURCE}" \
    org.opencontainers.image.licenses="MIT"
