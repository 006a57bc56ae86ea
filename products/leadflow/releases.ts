import type { Release } from "@/lib/releases/release";

/** What changed in the product itself. */
export const releases: readonly Release[] = [
  {
    day: "2026-11-30",
    title: "Turn your inbox into leads",
    changes: [
      { kind: "new", text: "Connect a mailbox, and every email that looks like business becomes a lead." },
      { kind: "new", text: "What your mailbox was worth, by your own assumptions about time and rates." },
    ],
  },
];
