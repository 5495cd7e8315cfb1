FROM node:24-bookworm-slim AS build
WORKDIR /app
# By themselves, so that they are installed again only when they have changed.
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 DATA_DIR=/data
WORKDIR /app
# Owned by root: the server can change nothing but its data.
COPY --from=build /app /app
RUN install -d -o node -g node -m 0700 /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/api/health/live').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Not through npm: a stop must reach the server itself, which then finishes what is on the wire.
CMD ["node", "--conditions=react-server", "--max-semi-space-size=8", "server.ts"]
