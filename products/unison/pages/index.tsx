import type { ProductPages } from "@/components/products/types";
import { dashboard } from "./dashboard/dashboard";
import { describe } from "./describe";
import { FirstPlant } from "./plants/first-plant";

export const pages: ProductPages = {
  dashboard,
  firstStep: {
    title: "Your first plant",
    description:
      "It comes with departments, lanes and a shift. You can rename, add and remove them on the plant's page.",
    Form: FirstPlant,
  },
  describe,
};
