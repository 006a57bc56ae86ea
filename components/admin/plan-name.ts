import { catalog, planName as nameOf } from "@/lib/catalog";

/** The name of a plan of the product that is sold. */
export const planName = (key: string): string => nameOf(catalog, key);
