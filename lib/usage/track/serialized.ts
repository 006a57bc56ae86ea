/** A type as it is after JSON: dates are text. */
export type Serialized<T> = T extends Date ? string : T extends object ? { [Key in keyof T]: Serialized<T[Key]> } : T;

const texts = new WeakMap<Date, string>();

/** ISO 8601, UTC. Periods are cached with the entitlements, so thousands of events share their dates, and the text. */
export function isoText(instant: Date): string {
  const known = texts.get(instant);
  if (known !== undefined) return known;
  const text = instant.toISOString();
  texts.set(instant, text);
  return text;
}
