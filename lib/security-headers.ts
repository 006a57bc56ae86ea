/** A response header, for Next's configuration and the web server. */
type SecurityHeader = { key: string; value: string };

/** The security headers of every response but for the content security policy, of pages and the API. */
export const securityHeaders: readonly SecurityHeader[] = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), browsing-topics=()" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  // Browsers ignore it without TLS (RFC 6797, 8.1).
  { key: "Strict-Transport-Security", value: "max-age=63072000; includeSubDomains" },
];

export const policyHeader = "Content-Security-Policy";

/** The policy of the API, whose answers are data. */
export const apiPolicy: SecurityHeader = {
  key: policyHeader,
  value: "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
};

type PageOptions = {
  /** Which inline scripts may run, as sources of `script-src`: nonces and hashes. */
  scripts: readonly string[];
  /** Whether our pages contain Stripe's card fields. */
  cardFields: boolean;
  /** Where Stripe's own pages are. Chrome and Safari apply `form-action` to redirects, and some of our forms redirect to them. */
  stripePages: readonly string[];
  /** Next's development server needs `eval` and a WebSocket. */
  development?: boolean;
};

/**
 * Allows scripts of ours and the inline scripts named, nothing from other hosts, no plug-ins and no framing. No `strict-dynamic`:
 * static pages load their scripts by tags without a nonce, and Safari understands it only since version 15.4. Styles may be inline,
 * because React writes style attributes.
 */
export function pagePolicy({ scripts, cardFields, stripePages, development = false }: PageOptions): string {
  const stripe = stripeSources(cardFields);
  return [
    "default-src 'self'",
    ["script-src 'self'", ...(development ? ["'unsafe-eval'"] : []), ...scripts, ...stripe.script].join(" "),
    ["frame-src 'self'", ...stripe.frame].join(" "),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    ["connect-src 'self'", ...(development ? ["ws:"] : []), ...stripe.connect].join(" "),
    "object-src 'none'",
    "base-uri 'none'",
    ["form-action 'self'", ...stripePages].join(" "),
    "frame-ancestors 'none'",
  ].join("; ");
}

/** The sources Stripe's card fields need (docs.stripe.com/security/guide). */
function stripeSources(used: boolean) {
  if (!used) return { script: [], frame: [], connect: [] };
  const pages = ["https://js.stripe.com", "https://*.js.stripe.com"];
  return { script: pages, frame: [...pages, "https://hooks.stripe.com"], connect: ["https://api.stripe.com"] };
}
