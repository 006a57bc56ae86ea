import type { FirstStepOf } from "@/components/products/types";
import { FirstStep } from "./settings-step";

export const firstStep: FirstStepOf = {
  title: "Currency and time zone",
  description: "What your amounts and days mean. You can bring in data right after.",
  Form: FirstStep,
};
