import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/marketing/breadcrumbs";
import type { Catalog } from "@/lib/catalog";
import { env } from "@/lib/env";
import type { DocPath } from "./docs-frame";
import { Guide, type Step } from "./guide";
import { entitlements } from "./guides/entitlements";
import { goingLive } from "./guides/going-live";
import { metering } from "./guides/metering";
import { quickStart } from "./guides/quick-start";
import { webhooks } from "./guides/webhooks";

type Doc = {
  title: string;
  /** The heading, and what search engines show below the title. */
  heading: string;
  lead: string;
  steps: (catalog: Catalog, origin: string) => Step[];
};

type GuidePath = Exclude<DocPath, "/docs/api">;

const docs: Readonly<Record<GuidePath, Doc>> = {
  "/docs": {
    title: "Quick start",
    heading: "Your first call in 60 seconds",
    lead: "Get a key, report usage, and ask what a customer may do. Every request below works as it stands, and gets the answer shown.",
    steps: quickStart,
  },
  "/docs/metering": {
    title: "Report usage",
    heading: "Report usage",
    lead: "Track events one by one or in batches, count each exactly once, hold usage for work in progress, and handle limits.",
    steps: metering,
  },
  "/docs/entitlements": {
    title: "Check features and limits",
    heading: "Check features and limits",
    lead: "Ask whether a customer has a feature or room for more, and why, before you do the work.",
    steps: entitlements,
  },
  "/docs/webhooks": {
    title: "Receive webhooks",
    heading: "Receive webhooks",
    lead: "Hear about plan changes, payments, trials and limits the moment they happen: verify, respond, and survive retries.",
    steps: webhooks,
  },
  "/docs/going-live": {
    title: "Go live",
    heading: "Before your first customer",
    lead: "A checklist for the day you go live: servers, secrets, Stripe, people and monitoring.",
    steps: goingLive,
  },
};

/** A guide of the docs. The origin in its requests is the application's own. */
export function DocPage({ path, catalog }: { path: GuidePath; catalog: Catalog }) {
  const { title, heading, lead, steps } = docs[path];
  const start = { name: "Docs", path: "/docs" };
  return (
    <>
      <Breadcrumbs trail={path === "/docs" ? [start] : [start, { name: title, path }]} />
      <Guide path={path} title={heading} lead={lead} steps={steps(catalog, env.APP_URL)} origin={env.APP_URL} />
    </>
  );
}

/** Every page of the docs with what it is about, in reading order. */
export const docSummaries = [
  ...Object.entries(docs).map(([path, { title, lead }]) => ({ path, title, about: lead })),
  { path: "/docs/api", title: "API reference", about: "Every endpoint with its fields, errors and example answers." },
];

export function docMetadata(path: GuidePath): Metadata {
  const { title, lead } = docs[path];
  return { title, description: lead, alternates: { canonical: path } };
}
