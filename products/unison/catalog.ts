import { defineCatalog } from "@/lib/catalog/define";
import { copy } from "./copy";
import { thresholds } from "./thresholds";

const starterFeatures = ["production_tracking", "work_orders", "inventory", "basic_reporting", "email_support"];

const professionalFeatures = [
  ...starterFeatures,
  "advanced_scheduling",
  "quality_management",
  "custom_fields",
  "workflow_automation",
  "advanced_analytics",
  "multi_plant",
  "priority_support",
  "onboarding_training",
];

const enterpriseFeatures = [
  ...professionalFeatures,
  "white_labeling",
  "sso_saml",
  "dedicated_instance",
  "api_access",
  "custom_development",
  "support_24_7",
];

/** Shop-floor software for manufacturers: sold by plan, with seats, plants and storage to add. */
export const catalog = defineCatalog({
  product: "unison",
  name: "Unison",
  brand: { hue: 264, mark: "M12 18v-5.5" },
  currency: "usd",
  annualDiscountPercent: 10,
  usagePeriod: "billing_month",
  trial: { days: 14, defaultPlan: "professional", fallback: "read_only" },
  retention: {
    percentOff: 30,
    months: 3,
    title: "Stay and get 30% off for 3 months",
    body: "Your plan, data and team stay exactly as they are. You can still cancel at any time. This is a one-time offer.",
  },
  thresholds,
  checkout: { collectTax: false, collectAddress: false },

  features: [
    {
      key: "production_tracking",
      name: "Production tracking",
      group: "Production",
      description: "Live progress of every order, by lane.",
    },
    {
      key: "work_orders",
      name: "Work orders",
      group: "Production",
      description: "Plan, release, run and complete jobs.",
    },
    {
      key: "inventory",
      name: "Inventory",
      group: "Production",
      description: "Materials, stock movements and costing: FIFO, LIFO or weighted average.",
    },
    {
      key: "advanced_scheduling",
      name: "Advanced scheduling",
      group: "Production",
      description: "Sequence by capacity and due date, and see delays coming.",
    },
    {
      key: "multi_plant",
      name: "Multi-plant",
      group: "Production",
      description: "One view and shared materials across all plants.",
    },
    {
      key: "quality_management",
      name: "Quality management",
      group: "Quality and insights",
      description: "Inspection plans, and non-conformances with disposition and cost.",
    },
    {
      key: "custom_fields",
      name: "Custom fields",
      group: "Quality and insights",
      description: "Add your own fields to orders and materials.",
    },
    {
      key: "workflow_automation",
      name: "Workflow automation",
      group: "Quality and insights",
      description: "Rules that prioritize, assign, move and block work for you.",
    },
    {
      key: "basic_reporting",
      name: "Basic reporting",
      group: "Quality and insights",
      description: "Weekly throughput, on-time delivery and scrap.",
    },
    {
      key: "advanced_analytics",
      name: "Advanced analytics",
      group: "Quality and insights",
      description: "Comparisons of lanes, departments and plants, and the cost of quality.",
    },
    {
      key: "api_access",
      name: "API access",
      group: "Platform",
      description: "Read your plan, usage and limits over the HTTP API.",
    },
    {
      key: "sso_saml",
      name: "SSO / SAML",
      group: "Platform",
      description: "Sign in at your identity provider with SAML or OpenID Connect.",
    },
    {
      key: "white_labeling",
      name: "White labeling",
      group: "Platform",
      description: "Your name, logo and domain, by arrangement.",
    },
    {
      key: "dedicated_instance",
      name: "Dedicated instance",
      group: "Platform",
      description: "Your own servers and database, by arrangement.",
    },
    {
      key: "email_support",
      name: "Email support",
      group: "Support and services",
      description: "A reply within one business day.",
    },
    {
      key: "priority_support",
      name: "Priority support",
      group: "Support and services",
      description: "A reply within four business hours.",
    },
    {
      key: "support_24_7",
      name: "24/7 support",
      group: "Support and services",
      description: "Phone and email, around the clock.",
    },
    {
      key: "onboarding_training",
      name: "Onboarding & training",
      group: "Support and services",
      description: "Two guided sessions for your team.",
    },
    {
      key: "custom_development",
      name: "Custom development",
      group: "Support and services",
      description: "Our engineers build what you need, by arrangement.",
    },
  ],

  meters: [
    {
      key: "users",
      kind: "gauge",
      name: "Users",
      unit: { one: "user", other: "users" },
      description: "Team members, including pending invitations.",
    },
    {
      key: "plants",
      kind: "gauge",
      name: "Plants",
      unit: { one: "plant", other: "plants" },
      description: "Sites, each with its own departments, lanes and shifts.",
    },
    {
      key: "storage_gb",
      kind: "gauge",
      name: "Storage",
      unit: { one: "GB", other: "GB" },
      description: "Drawings and photos of work orders.",
    },
    {
      key: "work_orders",
      kind: "counter",
      name: "Work orders",
      unit: { one: "work order", other: "work orders" },
      description: "Work orders created per billing month.",
    },
    {
      key: "api_calls",
      kind: "counter",
      name: "API calls",
      unit: { one: "API call", other: "API calls" },
      description: "API requests per billing month.",
    },
  ],

  plans: [
    {
      key: "starter",
      name: "Starter",
      tagline: "One plant, under control",
      audience: "For shops moving off the whiteboard",
      rank: 1,
      highlights: ["Production tracking", "Work orders and inventory", "Basic reporting", "Email support"],
      features: starterFeatures,
      limits: { users: 3, plants: 1, storage_gb: 10, work_orders: 200, api_calls: 0 },
      prices: [
        { version: 1, interval: "month", currency: "usd", unitAmount: 4_900 },
        { version: 1, interval: "year", currency: "usd", unitAmount: 52_920 },
      ],
    },
    {
      key: "professional",
      name: "Professional",
      tagline: "Every plant on the same page",
      audience: "For growing manufacturers with quality requirements",
      rank: 2,
      highlighted: true,
      highlights: [
        "Everything in Starter",
        "Advanced scheduling and quality management",
        "Custom fields and workflow automation",
        "Multi-plant and advanced analytics",
        "Priority support, onboarding & training",
      ],
      features: professionalFeatures,
      limits: { users: 25, plants: 5, storage_gb: 100, work_orders: 5_000, api_calls: 0 },
      prices: [
        { version: 1, interval: "month", currency: "usd", unitAmount: 19_900 },
        { version: 1, interval: "year", currency: "usd", unitAmount: 214_920 },
      ],
    },
    {
      key: "enterprise",
      name: "Enterprise",
      tagline: "Every plant, on your terms",
      audience: "For manufacturers with complex systems and compliance needs",
      rank: 3,
      highlights: [
        "Everything in Professional",
        "API access",
        "SSO / SAML",
        "24/7 support",
        "White labeling, a dedicated instance and custom development by arrangement",
      ],
      features: enterpriseFeatures,
      limits: {
        users: "unlimited",
        plants: "unlimited",
        storage_gb: "unlimited",
        work_orders: "unlimited",
        api_calls: 100_000,
      },
      overage: { api_calls: { unitAmount: 50, per: 1_000 } },
      prices: [
        { version: 1, interval: "month", currency: "usd", unitAmount: 99_900 },
        { version: 1, interval: "year", currency: "usd", unitAmount: 1_078_920 },
      ],
    },
  ],

  addOns: [
    {
      key: "extra_user",
      name: "Extra user",
      description: "One more team member.",
      meter: "users",
      adds: 1,
      prices: [
        { version: 1, interval: "month", currency: "usd", unitAmount: 500 },
        { version: 1, interval: "year", currency: "usd", unitAmount: 5_400 },
      ],
    },
    {
      key: "extra_plant",
      name: "Extra plant",
      description: "One more site with its own departments and lanes.",
      meter: "plants",
      adds: 1,
      prices: [
        { version: 1, interval: "month", currency: "usd", unitAmount: 2_500 },
        { version: 1, interval: "year", currency: "usd", unitAmount: 27_000 },
      ],
    },
    {
      key: "extra_storage",
      name: "Extra storage",
      description: "One more GB for drawings and photos.",
      meter: "storage_gb",
      adds: 1,
      prices: [
        { version: 1, interval: "month", currency: "usd", unitAmount: 50 },
        { version: 1, interval: "year", currency: "usd", unitAmount: 540 },
      ],
    },
  ],

  copy,
});
