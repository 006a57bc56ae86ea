import type { Origin } from "@/lib/visits/visit";
import type { CancelReason } from "./customer";

/** What the customers of a company are called, how they found it, and what they say when they leave. */
export type Words = {
  /** The second part of a name, by the answer to the question `industry`. */
  trades: Readonly<Record<string, readonly string[]>>;
  /** The same for every other answer. */
  anyTrade: readonly string[];
  /** How visitors come to the site: each as often as its weight says. */
  origins: readonly (readonly [Origin, number])[];
  comments: Partial<Record<CancelReason, readonly string[]>>;
  /** What some customers buy by a price that isn't in the catalog. */
  service: string;
};

const nowhere: Origin = { referrerHost: "", source: "", medium: "", campaign: "" };

export const origin = (given: Partial<Origin>): Origin => ({ ...nowhere, ...given });

/** Words that fit any product. */
export const anyWords: Words = {
  trades: {},
  anyTrade: ["Partners", "Studio", "Logistics", "Software", "Consulting", "Supply", "Media", "Services", "Labs"],
  origins: [
    [origin({}), 30],
    [origin({ referrerHost: "google.com" }), 28],
    [origin({ referrerHost: "google.com", source: "google", medium: "cpc", campaign: "brand" }), 10],
    [origin({ referrerHost: "linkedin.com", source: "linkedin", medium: "paid", campaign: "decision makers" }), 11],
    [origin({ referrerHost: "directory.example" }), 8],
    [origin({ source: "newsletter", medium: "email", campaign: "spring issue" }), 5],
    [origin({ referrerHost: "forum.example" }), 3],
    [origin({ referrerHost: "partners.example", source: "reseller", medium: "partner" }), 5],
  ],
  comments: {
    too_expensive: ["We're cutting software budgets this year.", "Hard to justify for our size."],
    missing_features: ["We need an integration you don't have yet."],
    switched_service: ["Our parent company has its own system."],
    unused: ["The project it was for has ended.", "The team went back to spreadsheets."],
  },
  service: "Onboarding and training",
};
