# The image of one service, named by the argument SERVICE: `docker build --build-arg SERVICE=service2-number .`
# Stages in the order in which things change: dependencies, build, test, production. `docker compose up --build` makes all four images.

# Node 24; another image with `node` and `npm` will do: --build-arg NODE_IMAGE=…
ARG NODE_IMAGE=node:24-trixie-slim

# What tells the dependencies, and nothing else: they are installed anew only where one of these files changes.
FROM ${NODE_IMAGE} AS manifests
WORKDIR /app
COPY package.json package-lock.json ./
COPY tools/command-line/package.json tools/command-line/
COPY packages/contracts/package.json packages/contracts/
COPY packages/draw-api/package.json packages/draw-api/
COPY packages/draws/package.json packages/draws/
COPY tools/release/package.json tools/release/
COPY packages/service-kit/package.json packages/service-kit/
COPY tools/smoke/package.json tools/smoke/
COPY tools/dev/package.json tools/dev/
COPY tools/deploy-wait/package.json tools/deploy-wait/
COPY service1-frontend/package.json service1-frontend/
COPY service2-number/package.json service2-number/
COPY service3-float/package.json service3-float/
COPY service4-product/package.json service4-product/

# For building and testing: all dependencies of all workspaces.
FROM manifests AS dependencies
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts --no-audit --no-fund

FROM dependencies AS build
COPY . .
RUN npm run build

# The tests of one service and of the kit, on this very Node: `docker build --target test --build-arg SERVICE=…`
FROM build AS test
ARG SERVICE
RUN npx jest --selectProjects service-kit "${SERVICE:?name the service: --build-arg SERVICE=…}"

# For docker-compose.dev.yaml: runs the sources, which `docker compose watch` keeps as they are outside.
FROM build AS development
ARG SERVICE
WORKDIR /app/${SERVICE}
ENV HOST=0.0.0.0 TS_NODE_PROJECT=/app/tsconfig.json
HEALTHCHECK --interval=5s --timeout=3s --start-period=30s --retries=3 \
    CMD ["node", "/app/packages/service-kit/dist/health-check.js"]
CMD ["node", "-C", "source", "-r", "ts-node/register/transpile-only", "src/server.ts"]

# For running: the dependencies of one service. Node brings SQLite along, so the package that older Nodes need stays out.
FROM manifests AS production-dependencies
ARG SERVICE
RUN --mount=type=cache,target=/root/.npm \
    npm ci --omit=dev --ignore-scripts --no-audit --no-fund --workspace "${SERVICE:?name the service: --build-arg SERVICE=…}" \
    && rm -rf node_modules/@photostructure \
    && find node_modules -regextype posix-extended -type f -regex '.*\.([cm]?ts|map|md)' -delete

# The service and the packages that it uses, without sources, tests and types. All of it has one date and the same modes: the same
# content is the same layer, whoever built it, when, and with which umask.
FROM production-dependencies AS assembly
COPY --from=build /app/packages packages
ARG SERVICE
COPY --from=build /app/${SERVICE} ${SERVICE}
RUN for folder in packages/* service*; do \
      find node_modules/@quartet -lname "*/$folder" | grep -q . || rm -r "$folder"; \
    done \
    && rm -rf package-lock.json packages/*/src packages/*/test service*/src service*/test \
    && find packages service* -regex '.*\.\(d\.ts\|map\)' -delete -o -name .tsbuildinfo -delete -o -name tsconfig.json -delete -o -name README.md -delete \
    && chmod -R u=rwX,go=rX /app \
    && mkdir /image && mv /app /image/app \
    && find /image -exec touch --no-dereference --date=2000-01-01T00:00:00Z {} +

# Node without npm and what else only builds and people need.
FROM ${NODE_IMAGE} AS node-alone
RUN rm -rf /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /usr/local/bin/yarn* /opt/yarn* \
    /usr/local/lib/node_modules /usr/local/include /usr/local/share /root/.npm /tmp/* /var/cache/* /var/lib/apt/lists/* \
    /usr/share/doc /usr/share/man /usr/share/info /usr/share/locale \
    # Folders that something was removed from have the date of something in the image: two builds are the same.
    && find / -xdev -type d -newer /usr/lib/os-release ! -path /proc ! -path /sys ! -path '/dev*' \
        -exec touch --reference=/usr/lib/os-release {} +

# From scratch, so that what was removed takes no room either.
FROM scratch AS production
COPY --from=node-alone / /
ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin NODE_ENV=production HOST=0.0.0.0 PORT=5000
ARG SERVICE
COPY --from=assembly /image/ /
WORKDIR /app/${SERVICE}
USER node
# Whether the process answers. Whether its dependencies do is for `/health/ready`: no restart mends another's outage.
HEALTHCHECK --interval=5s --timeout=3s --start-period=30s --retries=3 \
    CMD ["node", "/app/packages/service-kit/dist/health-check.js"]
# Node itself is process 1: the services handle SIGTERM, and start no processes that they would have to reap.
# A small young generation: what passes through, such as an export, is collected before there is much of it (120 MB instead of
# 155 at the peak); visits are as quick.
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
