import { JsonLd } from "./json-ld";
import { breadcrumbs } from "./structured-data";

type Entry = { name: string; path: string };

/** Tells search engines where a page is: below the home page and `trail`. */
export function Breadcrumbs({ trail }: { trail: readonly [Entry, ...Entry[]] }) {
  return <JsonLd data={breadcrumbs([{ name: "Home", path: "/" }, ...trail])} />;
}
