import { defineCatalog } from "@/lib/catalog/define";
import type { Price } from "@/lib/catalog/types";
import { copy } from "./copy";
import { thresholds } from "./thresholds";

const soloFeatures = [
  "imap_mailbox",
  "eml_folder",
  "noise_filter",
  "contact_details",
  "intent",
  "deduplication",
  "reply_templates",
  "value_report",
  "monthly_summary",
  "api_access",
  "email_support",
];

const teamFeatures = [...soloFeatures, "lead_export", "own_templates", "ai_endpoint"];

const businessFeatures = [...teamFeatures, "sso_saml", "priority_support"];

const annualDiscountPercent = 10;

/** Monthly amounts by currency, and the year at the annual discount. */
const prices = (months: Readonly<Record<string, number>>): Price[] =>
  Object.entries(months).flatMap(([currency, month]) => [
    { version: 1, interval: "month", currency, unitAmount: month },
    {
      version: 1,
      interval: "year",
      currency,
      unitAmount: Math.round(month * 12 * (1 - annualDiscountPercent / 100)),
    },
  ]);

/** Email to leads: sold by how much mail is read, how many leads come of it, and how many replies are drafted. */
export const catalog = defineCatalog({
  product: "leadflow",
  name: "Leadflow",
  brand: { hue: 318, mark: "M10.25 18v-6.25a1.75 1.75 0 0 1 3.5 0V18" },
  currency: "usd",
  annualDiscountPercent,
  usagePeriod: "billing_month",
  trial: { days: 14, defaultPlan: "team", fallback: "read_only" },
  retention: {
    percentOff: 25,
    months: 3,
    title: "Stay and get 25% off for 3 months",
    body: "Your plan and your leads stay exactly as they are. You can still cancel at any time. This is a one-time offer.",
  },
  thresholds,
  checkout: { collectTax: false, collectAddress: false },

  features: [
    {
      key: "imap_mailbox",
      name: "IMAP mailbox",
      group: "Mail",
      description: "Watches a mailbox and reads each new message. Nothing is marked, moved or deleted.",
    },
    {
      key: "eml_folder",
      name: "Folder of .eml files",
      group: "Mail",
      description: "Reads messages that another program saves to a folder.",
    },
    {
      key: "noise_filter",
      name: "Automated mail filter",
      group: "Mail",
      description: "Newsletters, bounces, out-of-office replies and no-reply senders never become leads.",
    },
    {
      key: "contact_details",
      name: "Company and phone",
      group: "Leads",
      description: "Taken from the sender's address, signature and message.",
    },
    {
      key: "intent",
      name: "Intent",
      group: "Leads",
      description: "Whether they're asking for a quote, a demo, support or something else.",
    },
    {
      key: "deduplication",
      name: "One lead per person",
      group: "Leads",
      description: "A second message updates the lead instead of creating another one.",
    },
    {
      key: "lead_export",
      name: "CSV export",
      group: "Leads",
      description: "All your leads in a file for your CRM or spreadsheet.",
    },
    {
      key: "reply_templates",
      name: "Reply drafts",
      group: "Replies",
      description: "A draft for each lead, from a template that matches the intent. Nothing is sent without you.",
    },
    {
      key: "own_templates",
      name: "Your own templates",
      group: "Replies",
      description: "Replace the built-in templates with your own words.",
    },
    {
      key: "ai_endpoint",
      name: "Your own AI endpoint",
      group: "Replies",
      description: "Let any OpenAI-compatible endpoint write your drafts. Off unless you turn it on.",
    },
    {
      key: "value_report",
      name: "Value report",
      group: "Reports",
      description: "Time saved, replies drafted and cost per lead, based on your own assumptions.",
    },
    {
      key: "monthly_summary",
      name: "Monthly summary",
      group: "Reports",
      description: "Each month's usage and charges by email, with a printable statement.",
    },
    {
      key: "api_access",
      name: "API access",
      group: "Platform",
      description: "Read usage and limits over the HTTP API.",
    },
    {
      key: "sso_saml",
      name: "SSO / SAML",
      group: "Platform",
      description: "Sign in at your identity provider with SAML or OpenID Connect.",
    },
    {
      key: "email_support",
      name: "Email support",
      group: "Support",
      description: "A reply within one business day.",
    },
    {
      key: "priority_support",
      name: "Priority support",
      group: "Support",
      description: "A reply within four business hours.",
    },
  ],

  meters: [
    {
      key: "emails_processed",
      kind: "counter",
      name: "Emails processed",
      unit: { one: "email", other: "emails" },
      description: "Emails read per billing month, whether or not they become leads.",
    },
    {
      key: "ai_responses",
      kind: "counter",
      name: "Reply drafts",
      unit: { one: "reply draft", other: "reply drafts" },
      description: "Replies drafted per billing month.",
    },
    {
      key: "leads_created",
      kind: "counter",
      name: "Leads",
      unit: { one: "lead", other: "leads" },
      description: "New leads per billing month. Another message from the same person doesn't count.",
    },
  ],

  plans: [
    {
      key: "solo",
      name: "Solo",
      tagline: "One inbox, no lead missed",
      audience: "For freelancers and one-person shops",
      rank: 1,
      highlights: ["IMAP mailbox or .eml folder", "Company, phone and intent", "Reply drafts", "Email support"],
      features: soloFeatures,
      limits: { emails_processed: 1_000, ai_responses: 200, leads_created: 50 },
      prices: prices({ usd: 1_900, eur: 1_800, gbp: 1_600, inr: 149_900 }),
    },
    {
      key: "team",
      name: "Team",
      tagline: "Every inquiry answered today",
      audience: "For sales teams with a shared inbox",
      rank: 2,
      highlighted: true,
      highlights: ["Everything in Solo", "CSV export", "Your own templates", "Your own AI endpoint"],
      features: teamFeatures,
      limits: { emails_processed: 10_000, ai_responses: 3_000, leads_created: 1_000 },
      prices: prices({ usd: 7_900, eur: 7_500, gbp: 6_500, inr: 599_900 }),
    },
    {
      key: "business",
      name: "Business",
      tagline: "No limit that stops you",
      audience: "For companies whose inbox is the front door",
      rank: 3,
      highlights: ["Everything in Team", "Metered beyond the limits", "SSO / SAML", "Priority support"],
      features: businessFeatures,
      limits: { emails_processed: 100_000, ai_responses: 40_000, leads_created: 20_000 },
      overage: {
        // $0.002 an email, as a price in whole cents.
        emails_processed: { unitAmount: 2, per: 10, otherCurrencies: { eur: 2, gbp: 2, inr: 180 } },
        ai_responses: { unitAmount: 1, per: 1, otherCurrencies: { eur: 1, gbp: 1, inr: 90 } },
        leads_created: { unitAmount: 5, per: 1, otherCurrencies: { eur: 5, gbp: 4, inr: 450 } },
      },
      prices: prices({ usd: 24_900, eur: 23_500, gbp: 19_900, inr: 1_799_900 }),
    },
  ],

  addOns: [
    {
      key: "extra_leads",
      name: "500 extra leads",
      description: "500 more leads a month.",
      meter: "leads_created",
      adds: 500,
      prices: prices({ usd: 2_900, eur: 2_700, gbp: 2_400, inr: 219_900 }),
    },
  ],

  copy,
});
