import { found } from "@/lib/errors";
import { type ProductDefinition, products } from "@/products";
import { layerReleases } from "./layer-releases";
import type { Release } from "./release";

const definitions: Readonly<Record<string, ProductDefinition>> = products;

/**
 * What changed for the customers of a product, a release for each day, newest first. Its own changes come first. Pure.
 *
 * @throws GatehouseError `not_found`.
 */
export function releasesOf(product: string): Release[] {
  const { releases: own = [] } = found(definitions[product], "product");
  const days = [...new Set([...own, ...layerReleases].map(({ day }) => day))].toSorted().toReversed();
  return days.map((day) => {
    const both = [own, layerReleases].flatMap((list) => list.filter((release) => release.day === day));
    return { day, title: both[0]?.title ?? "", changes: both.flatMap(({ changes }) => changes) };
  });
}
