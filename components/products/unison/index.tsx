import { Factory, ListChecks } from "lucide-react";
import type { ProductPages } from "../types";
import { dashboard } from "./dashboard";
import { describe } from "./describe";
import { FirstPlant } from "./first-plant";

export const unison: ProductPages = {
  navigation: [
    { href: "/work-orders", label: "Work orders", icon: <ListChecks /> },
    { href: "/plants", label: "Plants", icon: <Factory /> },
  ],
  dashboard,
  firstStep: {
    title: "Your first plant",
    description: "Three fields. The rest comes with it and can be changed later.",
    Form: FirstPlant,
  },
  describe,
};
