import { z } from "zod";

/** Objects and lists as directories send them, whose attribute names are compared without case (RFC 7643, 2.1). */
export type Attributes = ReadonlyMap<string, unknown>;

const record = z.record(z.string(), z.unknown());

/** The attributes of an object by their name in lower case; undefined for anything else. */
export function attributesOf(value: unknown): Attributes | undefined {
  const parsed = Array.isArray(value) ? undefined : record.safeParse(value).data;
  return parsed && new Map(Object.entries(parsed).map(([name, each]) => [name.toLowerCase(), each]));
}

/** The value itself, where a directory wraps it: Entra ID sends `[{"value": "False"}]` for `"False"`. */
export function plain(value: unknown): unknown {
  const [only] = Array.isArray(value) ? value : [value];
  const attributes = attributesOf(only);
  return attributes?.has("value") ? attributes.get("value") : only;
}

/** A boolean, which Entra ID sends as "True" or "False" unless told otherwise; undefined for anything else. */
export function truth(value: unknown): boolean | undefined {
  const given = plain(value);
  if (typeof given === "boolean") return given;
  if (typeof given !== "string") return undefined;
  return { true: true, false: false }[given.toLowerCase()];
}
