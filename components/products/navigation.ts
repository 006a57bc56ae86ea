import "server-only";
import { catalog } from "@/lib/catalog";
import type { NavItem } from "./types";

// Apart from the pages: whatever the layout imports, the browser loads on every page.
const { navigation }: { navigation: readonly NavItem[] } = await import(
  `../../products/${catalog.product}/navigation.tsx`
);

/** The entries of the product this deployment sells. */
export const productNavigation = navigation;
