import type { Step } from "../guide";

/** The checklist before the first real customer. docs/deployment.md explains each point for those who run the servers. */
export function goingLive(): Step[] {
  return [
    {
      id: "run",
      title: "Run it",
      paragraphs: ["Four commands, on as many machines as you like:"],
      points: [
        "PostgreSQL 15 or newer, with backups you've restored once.",
        "At least one web server and one worker. If a worker stops, it's noticed within 90 seconds and another one runs its jobs.",
        "Exactly one proxy in front that terminates TLS and writes `X-Forwarded-For`. Rate limits depend on it.",
        "`NODE_ENV=production` without `DEMO=1`.",
      ],
      code: {
        title: "Start",
        examples: [
          {
            language: "Shell",
            code: [
              "npm ci && npm run build",
              "npm run db:migrate",
              "npm run stripe:sync -- --webhook $APP_URL/api/webhooks/stripe",
              "npm start        # web server",
              "npm run worker   # background jobs",
            ].join("\n"),
          },
        ],
      },
    },
    {
      id: "secrets",
      title: "Secrets",
      paragraphs: ["Each is at least 32 random characters: `openssl rand -base64 33`."],
      points: [
        "`AUTH_SECRET`, `AUDIT_KEY` and `ENCRYPTION_KEY`. Keep the last two apart from the database and its backups.",
        "`STRIPE_SECRET_KEY` and `STRIPE_WEBHOOK_SECRET` of the live account.",
        "`SMTP_URL` of a mail server that may send for your domain (SPF, DKIM and DMARC).",
        "`HEALTH_TOKEN`, so that your monitoring learns which part is down.",
      ],
    },
    {
      id: "stripe",
      title: "Stripe",
      paragraphs: [],
      points: [
        "`npm run stripe:sync` created the products, prices and meters in the live account. Running it again changes nothing.",
        "The webhook endpoint is registered, and its events appear under Admin, Stripe events.",
        "Branding, statement descriptor and customer emails are set in the Stripe dashboard.",
        "You've bought a plan with a real card, changed it, and refunded it.",
      ],
    },
    {
      id: "people",
      title: "People",
      paragraphs: [],
      points: [
        "`npm run admin -- grant you@company.com` made the first platform admin, with two-factor authentication.",
        "`ALERT_EMAIL` reaches someone who can act on an alert.",
        "The terms, the privacy policy and the company's address on this site are yours.",
        "You've answered a request under Admin, Support requests.",
      ],
    },
    {
      id: "watch",
      title: "Watch it",
      paragraphs: [],
      points: [
        "A monitor outside your network calls `GET /api/health` every minute. It gets a 503 when a part is down.",
        "The nightly reconciliation found nothing that needs review, and the audit log verifies.",
        "Your own code handles 402, 409, 429 and 503, and retries with the same idempotency key.",
      ],
    },
  ];
}
