import type { FirstStepOf } from "@/components/products/types";
import { FirstStep } from "./connect/first-step";

export const firstStep: FirstStepOf = {
  title: "Your mailbox",
  description: "Leadflow reads it on your own machine. You'll connect it after this step.",
  Form: FirstStep,
};
