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
  "white_labelling",
  "sso_saml",
  "dedicated_instance",
  "sap_integration",
  "api_access",
  "custom_development",
  "support_24_7",
];

/** Shop-floor software for manufacturers: sold by plan, with seats, plants and storage to add. */
export const catalog = defineCatalog({
  product: "unison",
  name: "Unison",
  currency: "usd",
  annualDiscountPercent: 10,
  usagePeriod: "billing_month",
  trial: { days: 14, defaultPlan: "professional", fallback: "read_only" },
  retention: {
    percentOff: 30,
    months: 3,
    title: "Stay, and pay 30% less for three months",
    body: "Your plan, your data and your team stay as they are. Cancel later at any time; this offer is made once.",
  },
  ladder: thresholds,
  checkout: { collectTax: false, collectAddress: false },

  features: [
    {
      key: "production_tracking",
      name: "Production tracking",
      group: "Production",
      description: "Every order's progress by lane, live.",
    },
    {
      key: "work_orders",
      name: "Work orders",
      group: "Production",
      description: "Plan, release, run and finish jobs.",
    },
    {
      key: "inventory",
      name: "Inventory",
      group: "Production",
      description: "Materials, lots and costing: FIFO, LIFO or weighted average.",
    },
    {
      key: "advanced_scheduling",
      name: "Advanced scheduling",
      group: "Production",
      description: "Sequence by load and due date, and see slips ahead.",
    },
    {
      key: "multi_plant",
      name: "Multi-plant",
      group: "Production",
      description: "One view and shared materials across plants.",
    },
    {
      key: "quality_management",
      name: "Quality management",
      group: "Quality and insight",
      description: "Non-conformances, dispositions and lot traceability.",
    },
    {
      key: "custom_fields",
      name: "Custom fields",
      group: "Quality and insight",
      description: "Your own fields on orders and materials.",
    },
    {
      key: "workflow_automation",
      name: "Workflow automation",
      group: "Quality and insight",
      description: "Rules that assign, notify and move work.",
    },
    {
      key: "basic_reporting",
      name: "Basic reporting",
      group: "Quality and insight",
      description: "Throughput, lateness and scrap by week.",
    },
    {
      key: "advanced_analytics",
      name: "Advanced analytics",
      group: "Quality and insight",
      description: "Trends, causes and comparisons across lanes and plants.",
    },
    {
      key: "api_access",
      name: "API access",
      group: "Platform",
      description: "Read and write everything over the HTTP API.",
    },
    {
      key: "sap_integration",
      name: "SAP integration",
      group: "Platform",
      description: "Orders and stock in step with SAP.",
    },
    {
      key: "sso_saml",
      name: "SSO / SAML",
      group: "Platform",
      description: "Sign in with your own identity provider.",
    },
    {
      key: "white_labelling",
      name: "White labelling",
      group: "Platform",
      description: "Your name, logo and domain.",
    },
    {
      key: "dedicated_instance",
      name: "Dedicated instance",
      group: "Platform",
      description: "Servers and a database of your own.",
    },
    {
      key: "email_support",
      name: "E-mail support",
      group: "Service",
      description: "An answer within one working day.",
    },
    {
      key: "priority_support",
      name: "Priority support",
      group: "Service",
      description: "An answer within four working hours.",
    },
    {
      key: "support_24_7",
      name: "24/7 support",
      group: "Service",
      description: "By phone and e-mail, around the clock.",
    },
    {
      key: "onboarding_training",
      name: "Onboarding and training",
      group: "Service",
      description: "Two guided sessions for your team.",
    },
    {
      key: "custom_development",
      name: "Custom development",
      group: "Service",
      description: "Engineers who build what you miss.",
    },
  ],

  meters: [
    {
      key: "users",
      kind: "gauge",
      name: "Users",
      unit: { one: "user", other: "users" },
      description: "People who can sign in, and invitations that wait.",
    },
    {
      key: "plants",
      kind: "gauge",
      name: "Plants",
      unit: { one: "plant", other: "plants" },
      description: "Sites with departments, lanes and shifts of their own.",
    },
    {
      key: "storage_gb",
      kind: "gauge",
      name: "Storage",
      unit: { one: "GB", other: "GB" },
      description: "Drawings, photos and documents.",
    },
    {
      key: "work_orders",
      kind: "counter",
      name: "Work orders",
      unit: { one: "work order", other: "work orders" },
      description: "Work orders created in a billing month.",
    },
    {
      key: "api_calls",
      kind: "counter",
      name: "API calls",
      unit: { one: "API call", other: "API calls" },
      description: "Requests to the API in a billing month.",
    },
  ],

  plans: [
    {
      key: "starter",
      name: "Starter",
      tagline: "One plant, under control",
      audience: "For shops that leave the whiteboard behind",
      rank: 1,
      highlights: ["Production tracking", "Work orders and inventory", "Basic reporting", "E-mail support"],
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
      tagline: "Several plants, one rhythm",
      audience: "For growing manufacturers with quality to prove",
      rank: 2,
      highlighted: true,
      highlights: [
        "Everything in Starter",
        "Scheduling and quality management",
        "Custom fields and automation",
        "Multi-plant analytics",
        "Priority support and training",
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
      audience: "For groups with their own systems and rules",
      rank: 3,
      highlights: [
        "Everything in Professional",
        "API access and SAP integration",
        "SSO / SAML and white labelling",
        "Dedicated instance",
        "24/7 support and custom development",
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
      description: "One more person who can sign in.",
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
      description: "One more gigabyte for drawings and photos.",
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
