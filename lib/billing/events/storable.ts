/**
 * Text as PostgreSQL can hold it: without NUL and halves of surrogate pairs. Customers type texts at Stripe too; one
 * letter of them must not keep what a customer owes from being read.
 */
export const storableText = (text: string): string => text.replaceAll("\0", "").replace(/\p{Cs}/gu, "\ufffd");

/** The same for every text within JSON; the JSON itself where there is nothing to mend, as there hardly ever is. */
export function storableJson(json: string): string {
  // As JSON writes them: `\u0000`, and `\ud83d` for a half without its other half.
  if (!/\\u(0000|d[89a-f])/i.test(json)) return json;
  return JSON.stringify(
    JSON.parse(json, (_key, each: unknown) => (typeof each === "string" ? storableText(each) : each)),
  );
}
