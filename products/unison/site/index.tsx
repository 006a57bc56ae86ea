import type { ProductSite } from "@/components/products/site/types";
import { InspectorScene } from "./inspector";
import { LaneBoardScene } from "./lane-board";
import { OperatorScene } from "./operator";
import { ScheduleScene } from "./schedule";
import { SupervisorScene } from "./supervisor";

export const site: ProductSite = {
  hero: {
    alt: "A lane board of a plant: work orders in Cutting, Welding and Assembly with their progress and due dates, one of them late, and the month's work orders against the plan's limit.",
    View: LaneBoardScene,
  },
  personas: [
    {
      alt: "A plant's schedule by lane and day. One of five orders will be late by two days, because its lane is full.",
      View: ScheduleScene,
    },
    {
      alt: "A shift's board: two orders running, one blocked because material is missing, and the note for the next shift.",
      View: SupervisorScene,
    },
    {
      alt: "A non-conformance report opened from a work order, with order, product and department filled in.",
      View: InspectorScene,
    },
    {
      alt: "The next job on a tablet, with its drawing, material and checks, and a Start button.",
      View: OperatorScene,
    },
  ],
};
