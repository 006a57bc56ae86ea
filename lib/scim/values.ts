import { z } from "zod";

/** An object that a directory sent. Attribute names are case-insensitive (RFC 7643, 2.1). */
export type Attributes = ReadonlyMap<string, unknown>;

const record = z.record(z.string(), z.unknown());

/** An object's attributes by lowercase name. Undefined for anything else. */
export function attributesOf(value: unknown): Attributes | undefined {
  const parsed = Array.isArray(value) ? undefined : record.safeParse(value).data;
  return parsed && new Map(Object.entries(parsed).map(([name, each]) => [name.toLowerCase(), each]));
}

/** The value itself, unwrapped if a directory wrapped it: Entra ID sends `[{"value": "False"}]` for `"False"`. */
export function plain(value: unknown): unknown {
  const [only] = Array.isArray(value) ? value : [value];
  const attributes = attributesOf(only);
  return attributes?.has("value") ? attributes.get("value") : only;
}

/** A boolean, which Entra ID sends as "True" or "False" unless configured otherwise. Undefined for anything else. */
export function truth(value: unknown): boolean | undefined {
  const given = plain(value);
  if (typeof given === "boolean") return given;
  if (typeof given !== "string") return undefined;
  return { true: true, false: false }[given.toLowerCase()];
}
