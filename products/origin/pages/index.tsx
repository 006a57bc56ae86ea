import type { ProductPages } from "@/components/products/types";
import { dashboard } from "./dashboard/dashboard";
import { describe } from "./describe";
import { FirstStep } from "./settings-step";

export const pages: ProductPages = {
  dashboard,
  firstStep: {
    title: "Currency and time zone",
    description: "What your amounts and days mean. You can bring in data right after.",
    Form: FirstStep,
  },
  describe,
};
