/** A response header, for Next's configuration and the web server. */
type SecurityHeader = { key: string; value: string };

type Options = {
  /** Next's development server needs `eval` and a WebSocket. */
  development: boolean;
  /** Whether our pages contain Stripe's card fields. */
  cardFields: boolean;
};

/** The security headers of every response, of pages and the API. */
export function securityHeaders(options: Options): SecurityHeader[] {
  return [
    { key: "Content-Security-Policy", value: contentSecurityPolicy(options) },
    { key: "X-Content-Type-Options", value: "nosniff" },
    { key: "X-Frame-Options", value: "DENY" },
    { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
    { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), browsing-topics=()" },
    { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
    { key: "Strict-Transport-Security", value: "max-age=63072000; includeSubDomains" },
  ];
}

/**
 * Allows inline scripts, because Next embeds its data in them and static pages can't have a nonce, but nothing from other hosts, no
 * plug-ins and no framing. No `form-action`, because Chrome applies it to redirects too, and some of our forms redirect to
 * Stripe.
 */
function contentSecurityPolicy({ development, cardFields }: Options): string {
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

/** The sources Stripe's card fields need (docs.stripe.com/security/guide). */
function stripeSources(used: boolean) {
  if (!used) return { script: "", frame: "", connect: "" };
  const pages = " https://js.stripe.com https://*.js.stripe.com";
  return { script: pages, frame: `${pages} https://hooks.stripe.com`, connect: " https://api.stripe.com" };
}
