import type { ProductPages } from "@/components/products/types";
import { FirstStep } from "./connect/first-step";
import { dashboard } from "./dashboard";
import { describe } from "./describe";

export const pages: ProductPages = {
  dashboard,
  firstStep: {
    title: "Your mailbox",
    description: "Leadflow reads it on your own machine. You'll connect it after this step.",
    Form: FirstStep,
  },
  describe,
};
