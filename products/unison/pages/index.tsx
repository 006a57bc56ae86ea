import type { ProductPages } from "@/components/products/types";
import { dashboard } from "./dashboard/dashboard";
import { describe } from "./describe";

export const pages: ProductPages = {
  dashboard,
  describe,
};
