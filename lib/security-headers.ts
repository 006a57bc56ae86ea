/** A response header, as Next's configuration and the web server set it. */
type SecurityHeader = { key: string; value: string };

type Surroundings = {
  /** Next's development server needs more than production allows. */
  development: boolean;
  /** Whether Stripe's card fields are shown on our own pages. */
  cardFields: boolean;
};

/** The headers of every response, of pages and of the API. */
export function securityHeaders(surroundings: Surroundings): SecurityHeader[] {
  return [
    { key: "Content-Security-Policy", value: contentSecurityPolicy(surroundings) },
    { key: "X-Content-Type-Options", value: "nosniff" },
    { key: "X-Frame-Options", value: "DENY" },
    { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
    { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), browsing-topics=()" },
    { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
    { key: "Strict-Transport-Security", value: "max-age=63072000; includeSubDomains" },
  ];
}

/**
 * Static pages can't carry a nonce, and Next writes its React payload as inline scripts. So inline scripts are allowed,
 * but nothing from other hosts, no plug-ins and no frames. No `form-action`: Chrome applies it to redirects too, and
 * our forms may redirect to Stripe.
 */
function contentSecurityPolicy({ development, cardFields }: Surroundings): string {
  const stripe = stripeSources(cardFields);
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
