import type { Release } from "@/lib/releases/release";

/** What changed in the product itself. */
export const releases: readonly Release[] = [
  {
    day: "2026-11-30",
    title: "Know which channels pay off",
    changes: [
      { kind: "new", text: "Channel ROI under seven attribution models, side by side, adding up to the cent." },
      { kind: "new", text: "Journeys as a Sankey diagram, and read-only ROI reports behind a link that expires." },
      { kind: "new", text: "Alerts when a channel's ROI falls below what you set." },
      { kind: "new", text: "Import touchpoints, conversions and spend by API or CSV, with a report of every bad row." },
      { kind: "new", text: "Delete everything about one visitor, for privacy requests." },
    ],
  },
];
