import type { ApiDocument } from "@/lib/api/document";
import { inlineOf, type Schema, shapesOf } from "./fields";

/** Values of fields by their name, where one says more than any of the right type. */
const known: Readonly<Record<string, unknown>> = {
  name: "Copper Ridge Tooling",
  email: "ada@example.com",
  currency: "usd",
  externalId: "your-customer-id",
  title: "What happened, and what to do next.",
  timeZone: "America/Chicago",
  country: "US",
  limit: 5000,
  hardLimit: 5500,
  used: 1240,
  amount: 25,
  mrr: 19_900,
  total: 19_900,
  amountPaid: 19_900,
  unitAmount: 19_900,
  status: 200,
};

/** Usually empty: the list of fields says what would be there. */
const usuallyNull = new Set([
  "graceEndsAt",
  "beyond",
  "problem",
  "until",
  "cancelAt",
  "revokedAt",
  "nextCursor",
  "next",
]);

const instant = "2026-11-30T12:00:00.000Z";
const uuid = "0197b3f2-8c1e-7a44-9d53-6f1b2c3d4e5f";

/** An object that a schema accepts, to show what an answer looks like. Pure. */
export function exampleOf(document: ApiDocument, schema: Schema, name = "", depth = 0): unknown {
  const inline = inlineOf(document, schema);
  if (inline.const !== undefined) return inline.const;
  if (inline.enum) return inline.enum[0];
  if (inline.allOf?.[0]) return exampleOf(document, inline.allOf[0], name, depth);
  const choices = inline.anyOf ?? inline.oneOf;
  if (choices) {
    const nullable = choices.some((choice) => inlineOf(document, choice).type === "null");
    const [first] = shapesOf(document, schema);
    if (!first || (nullable && (usuallyNull.has(name) || depth > 5))) return null;
    return exampleOf(document, first.schema, name, depth);
  }
  return ofType(document, inline, name, depth);
}

function ofType(document: ApiDocument, inline: ReturnType<typeof inlineOf>, name: string, depth: number): unknown {
  const types = [inline.type ?? "object"].flat();
  if (types.includes("null") && (usuallyNull.has(name) || types.length === 1)) return null;
  const [type] = types.filter((each) => each !== "null");
  switch (type) {
    case "array":
      return inline.items ? [exampleOf(document, inline.items, singular(name), depth + 1)] : [];
    case "boolean":
      return name === "allowed" || name === "enabled";
    case "integer":
    case "number":
      return numberOf(inline, name);
    case "string":
      return textOf(inline, name);
    default:
      return objectOf(document, inline, depth);
  }
}

function objectOf(
  document: ApiDocument,
  { properties, additionalProperties }: ReturnType<typeof inlineOf>,
  depth: number,
) {
  if (!properties && typeof additionalProperties === "object") {
    return { key: exampleOf(document, additionalProperties, "", depth + 1) };
  }
  return Object.fromEntries(
    Object.entries(properties ?? {}).map(([field, property]) => [
      field,
      exampleOf(document, property, field, depth + 1),
    ]),
  );
}

function numberOf(
  { minimum = 0, maximum = Number.MAX_SAFE_INTEGER }: ReturnType<typeof inlineOf>,
  name: string,
): number {
  const value = known[name];
  const wanted = typeof value === "number" ? value : 12;
  return Math.min(maximum, Math.max(minimum, wanted));
}

function textOf({ format, pattern, maxLength = 255 }: ReturnType<typeof inlineOf>, name: string): string {
  if (format === "date-time") return instant;
  if (format === "date") return instant.slice(0, 10);
  if (format === "uuid") return uuid;
  if (format === "uri" || /url$/i.test(name)) return "https://your.app/billing";
  if (format === "email") return "ada@example.com";
  if (/At$|^(start|end|from|to)$/.test(name)) return instant;
  if (/^id$|Id$|^organization$/.test(name)) return uuid;
  if (pattern?.startsWith("^\\d{4}-\\d{2}$")) return "2026-11";
  const value = known[name];
  return (typeof value === "string" ? value : name || "text").slice(0, maxLength);
}

const singular = (name: string): string => name.replace(/s$/, "");
