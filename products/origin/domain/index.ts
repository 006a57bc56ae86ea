import "server-only";
import { z } from "zod";
import { parseInput } from "@/lib/parse-input";
import type { ProductDomain } from "@/lib/products/types";
import { measures } from "../measures";
import { questions } from "./questions";

/** What onboarding asks besides an invitation: nothing. */
const setUpSchema = z.strictObject({});

/** What the commercial layer asks of Origin. */
export const domain: ProductDomain = {
  questions,
  async setUp(_ctx, input) {
    parseInput(setUpSchema, input);
  },
  setupItems: async () => [],
  measures,
  exported: [],
  dataMap: { personal: {}, other: {} },
};
