import "server-only";
import { z } from "zod";
import { parseInput } from "@/lib/parse-input";
import type { ProductDomain } from "@/lib/products/types";
import { measures } from "../measures";
import { dataMap } from "./data-map";
import { exported } from "./exported";
import { questions } from "./questions";
import { setupItems } from "./setup-items";

/** Onboarding's step explains how to connect the program; there is nothing to create. */
const setUpSchema = z.strictObject({});

/** What the commercial layer asks of Leadflow. */
export const domain: ProductDomain = {
  questions,
  async setUp(_ctx, input) {
    parseInput(setUpSchema, input);
  },
  setupItems,
  measures,
  exported,
  dataMap,
};

export { saveAssumptions } from "./save-assumptions";
export { lastReport, type ValueReport, valueReport } from "./value-queries";
