import "server-only";
import { catalog } from "@/lib/catalog";
import type { FirstStepOf } from "./types";

// Apart from the other pages, which don't need its form.
const { firstStep }: { firstStep: FirstStepOf } = await import(
  `../../products/${catalog.product}/pages/onboarding.tsx`
);

/** The onboarding step of the product this deployment sells. */
export const productFirstStep = firstStep;
