import type { ProductPages } from "@/components/products/types";
import { navigation } from "../navigation";
import { dashboard } from "./dashboard/dashboard";
import { describe } from "./describe";
import { FirstPlant } from "./plants/first-plant";

export const pages: ProductPages = {
  navigation,
  dashboard,
  firstStep: {
    title: "Your first plant",
    description: "Three fields. The rest comes with it and can be changed later.",
    Form: FirstPlant,
  },
  describe,
};
