import type { Release } from "@/lib/releases/release";

/** What changed in the product itself. */
export const releases: readonly Release[] = [
  {
    day: "2026-11-30",
    title: "Plan, run and check your shop floor",
    changes: [
      {
        kind: "new",
        text: "A board for each plant: drag work orders between lanes, pause or block them with a reason, and count scrap.",
      },
      { kind: "new", text: "A schedule for each lane by load, shifts and due dates, which says what will be late." },
      { kind: "new", text: "Quality: inspection plans, and non-conformances with a disposition and a cost." },
      { kind: "new", text: "Inventory costed by FIFO, LIFO or weighted average, to the cent." },
      {
        kind: "new",
        text: "Drawings and photos on work orders, custom fields, and rules that assign or prioritize work.",
      },
    ],
  },
];
