/** What a country, and in some countries a state, charges on software. */
export interface LocalTax {
  /** Such as `VAT`, as on invoices. */
  name: string;
  type: "vat" | "gst" | "hst" | "jct" | "sales_tax";
  percentage: number;
  country: string;
  /** Null where the rate is the same in the whole country. */
  state: string | null;
}

/** Standard rates of the European Union in percent, as of 2026. */
const unionRates: Readonly<Record<string, number>> = {
  AT: 20,
  BE: 21,
  BG: 20,
  HR: 25,
  CY: 19,
  CZ: 21,
  DK: 25,
  EE: 24,
  FI: 25.5,
  FR: 20,
  DE: 19,
  GR: 24,
  HU: 27,
  IE: 23,
  IT: 22,
  LV: 21,
  LT: 21,
  LU: 17,
  MT: 18,
  NL: 21,
  PL: 23,
  PT: 23,
  RO: 21,
  SK: 23,
  SI: 22,
  ES: 21,
  SE: 25,
};

const otherRates: Readonly<Record<string, Pick<LocalTax, "name" | "type" | "percentage">>> = {
  AU: { name: "GST", type: "gst", percentage: 10 },
  CH: { name: "VAT", type: "vat", percentage: 8.1 },
  GB: { name: "VAT", type: "vat", percentage: 20 },
  IN: { name: "GST", type: "gst", percentage: 18 },
  JP: { name: "JCT", type: "jct", percentage: 10 },
  NO: { name: "VAT", type: "vat", percentage: 25 },
  NZ: { name: "GST", type: "gst", percentage: 15 },
  SG: { name: "GST", type: "gst", percentage: 9 },
};

/** Rates of a state or province alone: what counties and cities add is left out. */
const stateRates: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  US: { AZ: 5.6, CT: 1, HI: 4, NM: 4.875, NY: 4, OH: 5.75, PA: 6, SC: 6, TN: 7, TX: 5, UT: 4.85, WA: 6.5, WV: 6 },
  CA: { AB: 5, BC: 12, MB: 12, NB: 15, NL: 15, NS: 14, ON: 13, PE: 15, QC: 14.975, SK: 11 },
};

export const isInUnion = (country: string): boolean => unionRates[country] !== undefined;

/** The tax on software at a place, or null where there is none. */
export function taxAt({ country, state }: { country: string; state: string | null }): LocalTax | null {
  const union = unionRates[country];
  if (union !== undefined) return { name: "VAT", type: "vat", percentage: union, country, state: null };
  const other = otherRates[country];
  if (other) return { ...other, country, state: null };
  const percentage = stateRates[country]?.[state ?? ""];
  if (percentage === undefined) return null;
  return country === "US"
    ? { name: "Sales tax", type: "sales_tax", percentage, country, state }
    : { name: percentage === 5 ? "GST" : "HST", type: percentage === 5 ? "gst" : "hst", percentage, country, state };
}
