import type { ReturnCopy } from "@/lib/catalog/site-copy";

type Gain = ReturnCopy["gains"][number];

/** What a gain is worth a month, in whole units of the currency, rounded to the cent. Pure. */
export function worthOf({ factors }: Gain, values: Readonly<Record<string, number>>): number {
  const product = factors.reduce<number>(
    (total, factor) => total * (typeof factor === "number" ? factor : (values[factor] ?? 0)),
    1,
  );
  return Math.round(product * 100) / 100;
}
