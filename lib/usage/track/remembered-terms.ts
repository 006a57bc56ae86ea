import { catalog } from "@/lib/catalog";
import type { NamedOrganization } from "@/lib/entitlements";
import { type Terms, termsOf } from "./batch";

/** What each organization may use of a meter, for as long as its limits are remembered. */
const remembered = new WeakMap<NamedOrganization, Map<string, Terms>>();

/** What a remembered organization may use of a meter. */
export function rememberedTerms(organization: NamedOrganization, meter: string): Terms {
  const own = remembered.get(organization) ?? new Map<string, Terms>();
  const known = own.get(meter);
  if (known) return known;
  const terms = share(termsOf(catalog, organization.entitlements, meter));
  remembered.set(organization, own.set(meter, terms));
  return terms;
}

/** By what they say: organizations of the same plan have the same ones, which are handed to the database once. */
const shared = new Map<string, Terms>();
const capacity = 10_000;

function share(terms: Terms): Terms {
  const said = JSON.stringify(terms);
  const known = shared.get(said);
  if (known) return known;
  if (shared.size >= capacity) shared.clear();
  shared.set(said, terms);
  return terms;
}
