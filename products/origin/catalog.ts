import { defineCatalog } from "@/lib/catalog/define";
import { copy } from "./copy";
import { thresholds } from "./thresholds";

const freeFeatures = [
  "first_touch",
  "last_touch",
  "look_back_7",
  "api_access",
  "csv_import",
  "identity_merging",
  "journeys",
  "channel_roi",
  "email_support",
];

const proFeatures = [
  ...freeFeatures,
  "linear",
  "time_decay",
  "position_based",
  "look_back_60",
  "model_comparison",
  "csv_export",
  "roi_reports",
  "roi_alerts",
  "priority_support",
];

const scaleFeatures = [...proFeatures, "markov", "shapley", "look_back_180", "sso_saml"];

/** Marketing attribution: sold by plan, with runs metered by calendar month. */
export const catalog = defineCatalog({
  product: "origin",
  name: "Origin",
  brand: { hue: 160, mark: "M12 14.5h.01" },
  currency: "usd",
  annualDiscountPercent: 10,
  usagePeriod: "calendar_month",
  trial: { days: 14, defaultPlan: "pro", fallback: { plan: "free" } },
  retention: {
    percentOff: 30,
    months: 3,
    title: "Stay and get 30% off for 3 months",
    body: "Your plan, data and reports stay exactly as they are. You can still cancel at any time. This is a one-time offer.",
  },
  thresholds,
  checkout: { collectTax: false, collectAddress: false },

  features: [
    {
      key: "first_touch",
      name: "First touch",
      group: "Attribution models",
      description: "All credit to the channel that found the customer.",
    },
    {
      key: "last_touch",
      name: "Last touch",
      group: "Attribution models",
      description: "All credit to the channel before the conversion.",
    },
    {
      key: "linear",
      name: "Linear",
      group: "Attribution models",
      description: "The same credit for every touch of a journey.",
    },
    {
      key: "time_decay",
      name: "Time decay",
      group: "Attribution models",
      description: "More credit the closer to the conversion, with a half-life you choose.",
    },
    {
      key: "position_based",
      name: "Position based",
      group: "Attribution models",
      description: "40% to the first touch, 40% to the last, 20% to those between.",
    },
    {
      key: "markov",
      name: "Markov chain",
      group: "Attribution models",
      description: "Credit by what would be lost without the channel, learned from all journeys.",
    },
    {
      key: "shapley",
      name: "Shapley value",
      group: "Attribution models",
      description: "The fair share of each channel in every combination it appears in.",
    },
    {
      key: "look_back_7",
      name: "7-day look-back",
      group: "Attribution models",
      description: "Touches up to 7 days before a conversion.",
    },
    {
      key: "look_back_60",
      name: "60-day look-back",
      group: "Attribution models",
      description: "Touches up to 60 days before a conversion.",
    },
    {
      key: "look_back_180",
      name: "180-day look-back",
      group: "Attribution models",
      description: "Touches up to 180 days before a conversion.",
    },
    {
      key: "api_access",
      name: "Data API",
      group: "Data",
      description: "Send touchpoints and conversions from your servers with your own keys.",
    },
    {
      key: "csv_import",
      name: "CSV import",
      group: "Data",
      description: "Upload touchpoints, conversions and spend, with a report of every row that needs fixing.",
    },
    {
      key: "identity_merging",
      name: "Visitor merging",
      group: "Data",
      description: "Join the visitor before sign-up with the customer after it.",
    },
    {
      key: "journeys",
      name: "Journeys explorer",
      group: "Reports",
      description: "The paths that customers take, from the first touch to the conversion.",
    },
    {
      key: "channel_roi",
      name: "Channel ROI",
      group: "Reports",
      description: "Revenue, spend, return and cost per acquisition by channel.",
    },
    {
      key: "model_comparison",
      name: "Model comparison",
      group: "Reports",
      description: "Up to four runs side by side.",
    },
    {
      key: "csv_export",
      name: "CSV export",
      group: "Reports",
      description: "Download the results of any run.",
    },
    {
      key: "roi_reports",
      name: "Shared ROI reports",
      group: "Reports",
      description: "Read-only links with an end date for clients and executives.",
    },
    {
      key: "roi_alerts",
      name: "ROI alerts",
      group: "Reports",
      description: "An email when a channel's return falls below the threshold you set.",
    },
    {
      key: "sso_saml",
      name: "SSO / SAML",
      group: "Support and security",
      description: "Sign in at your identity provider with SAML or OpenID Connect.",
    },
    {
      key: "email_support",
      name: "Email support",
      group: "Support and security",
      description: "A reply within one business day.",
    },
    {
      key: "priority_support",
      name: "Priority support",
      group: "Support and security",
      description: "A reply within four business hours.",
    },
  ],

  meters: [
    {
      key: "attribution_runs",
      kind: "counter",
      name: "Attribution runs",
      unit: { one: "run", other: "runs" },
      description: "Attribution runs per calendar month.",
    },
    {
      key: "models",
      kind: "gauge",
      name: "Models",
      unit: { one: "model", other: "models" },
      description: "Attribution models in use at the same time.",
    },
    {
      key: "users",
      kind: "gauge",
      name: "Users",
      unit: { one: "user", other: "users" },
      description: "Team members, including pending invitations.",
    },
  ],

  plans: [
    {
      key: "free",
      name: "Free",
      tagline: "See where customers come from",
      audience: "For sites that are starting to measure",
      rank: 1,
      highlights: ["First and last touch", "CSV import and data API", "Channel ROI and journeys", "7-day look-back"],
      features: freeFeatures,
      limits: { attribution_runs: 100, models: 1, users: "unlimited" },
      prices: [
        { version: 1, interval: "month", currency: "usd", unitAmount: 0 },
        { version: 1, interval: "year", currency: "usd", unitAmount: 0 },
      ],
    },
    {
      key: "pro",
      name: "Pro",
      tagline: "Credit every touch, prove the return",
      audience: "For marketing teams that own a budget",
      rank: 2,
      highlighted: true,
      highlights: [
        "Everything in Free",
        "Linear, time decay and position based",
        "Model comparison and CSV export",
        "ROI alerts and shared ROI reports",
        "60-day look-back",
      ],
      features: proFeatures,
      limits: { attribution_runs: 5_000, models: 3, users: "unlimited" },
      // Version 1 stays for customers who bought it: a price is found by its version as long as anyone pays it.
      prices: [
        { version: 1, interval: "month", currency: "usd", unitAmount: 2_900 },
        { version: 1, interval: "year", currency: "usd", unitAmount: 31_320 },
        { version: 2, interval: "month", currency: "usd", unitAmount: 4_900 },
        { version: 2, interval: "year", currency: "usd", unitAmount: 52_920 },
      ],
    },
    {
      key: "scale",
      name: "Scale",
      tagline: "Models that learn from every journey",
      audience: "For agencies and teams with many channels",
      rank: 3,
      highlights: [
        "Everything in Pro",
        "Markov chain and Shapley value",
        "Runs beyond the plan at $0.01 each",
        "180-day look-back",
        "SSO / SAML",
      ],
      features: scaleFeatures,
      limits: { attribution_runs: 25_000, models: 10, users: "unlimited" },
      overage: { attribution_runs: { unitAmount: 1, per: 1 } },
      prices: [
        { version: 1, interval: "month", currency: "usd", unitAmount: 9_900 },
        { version: 1, interval: "year", currency: "usd", unitAmount: 106_920 },
        { version: 2, interval: "month", currency: "usd", unitAmount: 19_900 },
        { version: 2, interval: "year", currency: "usd", unitAmount: 214_920 },
      ],
    },
  ],

  addOns: [],

  copy,
});
