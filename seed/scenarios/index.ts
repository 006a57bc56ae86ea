import type { Catalog } from "@/lib/catalog";
import type { Scenarios } from "../scenario";
import { copperRidgeTooling } from "./copper-ridge-tooling";
import { genericScenarios } from "./generic";
import { harborMetalworks } from "./harbor-metalworks";
import { northfieldCastings } from "./northfield-castings";

/** Unison has sample data of its own; any other product gets organizations without product data. */
export function scenariosOf(catalog: Catalog): Scenarios {
  if (catalog.product !== "unison") return genericScenarios(catalog);
  return {
    paying: harborMetalworks,
    trialing: northfieldCastings,
    expired: copperRidgeTooling,
  };
}
