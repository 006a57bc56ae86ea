import type { FirstStepOf } from "@/components/products/types";
import { FirstPlant } from "./plants/first-plant";

export const firstStep: FirstStepOf = {
  title: "Your first plant",
  description: "It comes with departments, lanes and a shift. You can rename, add and remove them on the plant's page.",
  Form: FirstPlant,
};
