import type { Catalog } from "@/lib/catalog";
import type { ProductSample } from "../product-sample";
import type { Scenarios } from "../scenario";
import { genericScenario } from "./generic";

const kinds = ["paying", "trialing", "expired"] as const satisfies readonly (keyof Scenarios)[];

/** The organizations one can sign in as: the product's own, and others by what it chooses and its catalog sells. */
export function scenariosOf(catalog: Catalog, { scenarios = {} }: ProductSample): Scenarios {
  const [paying, trialing, expired] = kinds.map((kind) => {
    const given = scenarios[kind] ?? {};
    return "create" in given ? given : genericScenario(catalog, kind, given);
  });
  if (!paying || !trialing || !expired) throw new Error("Each kind of sign-in has a scenario.");
  return { paying, trialing, expired };
}
