# The web server, the worker and the scripts of a deployment, in one image of less than 400 MB.
#   docker build --build-arg APP_URL=https://app.example.com -t gatehouse .
# `npm run image:check` runs these steps without Docker.

FROM node:22-alpine AS source
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY packages/api-types/package.json packages/api-types/
COPY packages/client/package.json packages/client/
COPY packages/local-stripe/package.json packages/local-stripe/
COPY examples/leadflow/package.json examples/leadflow/
RUN npm ci --ignore-scripts
COPY . .

FROM source AS build
# Both become part of the static pages.
ARG APP_URL
ARG NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY
ENV NEXT_TELEMETRY_DISABLED=1 CI=1
RUN npm run build
RUN npm run image:prune

FROM node:22-alpine
WORKDIR /app
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 PORT=3000 STORAGE_URL=file:/data/files
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/.next ./.next
COPY --from=build /app/public ./public
COPY --from=build /app/package.json /app/tsconfig.json /app/tsconfig.node.json ./
COPY --from=build /app/app/api ./app/api
COPY --from=build /app/db ./db
COPY --from=build /app/drizzle ./drizzle
COPY --from=build /app/lib ./lib
COPY --from=build /app/products ./products
COPY --from=build /app/scripts ./scripts
COPY --from=build /app/server ./server
COPY --from=build /app/worker ./worker
# The program stays read-only to its user, but for Next's cache of images and pages.
RUN mkdir -p /data/files .next/cache && chown -R node:node /data .next/cache
VOLUME /data
USER node
EXPOSE 3000
# The worker has no port unless WORKER_METRICS_PORT is set: see compose.yaml.
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s CMD wget -q -O /dev/null "http://127.0.0.1:${PORT}/api/live"
# Without npm, which wouldn't pass on the signal to stop: `npm start` runs the same.
CMD ["node", "--max-semi-space-size=64", "--import", "./scripts/preload/server.mjs", "--import", "./scripts/preload/typescript.mjs", "server/start.ts"]
