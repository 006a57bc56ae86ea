/** Holds the currency that was chosen on the pricing page. */
export const currencyCookie = "gatehouse.currency";

const euroCountries = "AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK".split(" ");

/** Where a currency is at home, for those that several countries share or that products are often sold in. */
const byCountry: Readonly<Record<string, string>> = {
  ...Object.fromEntries(euroCountries.map((country) => [country, "eur"])),
  GB: "gbp",
  IN: "inr",
  JP: "jpy",
  KR: "krw",
  CH: "chf",
  CA: "cad",
  AU: "aud",
  US: "usd",
};

/**
 * The currency to show prices in: the one chosen before, or that of the first language with a country it is sold for, or the first
 * one. Pure.
 *
 * @param cookies as `document.cookie` has them.
 * @param languages the browser's, preferred ones first: "en-GB", "de".
 */
export function preferredCurrency(
  currencies: readonly [string, ...string[]],
  cookies: string,
  languages: readonly string[],
): string {
  const prefix = `${currencyCookie}=`;
  const cookie = cookies.split("; ").find((each) => each.startsWith(prefix));
  const chosen = cookie?.slice(prefix.length);
  const regional = languages.flatMap((language) => byCountry[regionOf(language)] ?? []);
  return (
    [chosen, ...regional].find((each): each is string => currencies.some((sold) => sold === each)) ?? currencies[0]
  );
}

const regionOf = (language: string): string => language.split("-").find((part) => /^[A-Z]{2}$/.test(part)) ?? "";
