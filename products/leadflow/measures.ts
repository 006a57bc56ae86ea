import type { Measures } from "@/lib/usage";

/** Leadflow has counters only, which the program reports. */
export const measures: Measures = {};
