import { z } from "zod";

type Json = Readonly<{
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: Json[];
  oneOf?: Json[];
  allOf?: Json[];
  format?: string;
  pattern?: string;
  minLength?: number;
  minimum?: number;
  exclusiveMinimum?: number;
  minItems?: number;
  items?: Json;
  properties?: Record<string, Json>;
  required?: string[];
}>;

const jsonSchema = (schema: z.ZodType): Json => z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Json;

/** A value that the schema takes, with its required fields only. */
export const sampleOf = (schema: z.ZodType): unknown => sample(jsonSchema(schema));

function sample(schema: Json): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const [first] = schema.anyOf ?? schema.oneOf ?? schema.allOf ?? [];
  if (first) return sample(first);
  switch (typeOf(schema)) {
    case "object":
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([name]) => schema.required?.includes(name))
          .map(([name, property]) => [name, sample(property)]),
      );
    case "array":
      return Array.from({ length: schema.minItems ?? 0 }, () => sample(schema.items ?? {}));
    case "integer":
    case "number":
      return Math.max(1, schema.minimum ?? 1, (schema.exclusiveMinimum ?? 0) + 1);
    case "boolean":
      return true;
    case "null":
      return null;
    default:
      return text(schema);
  }
}

function text({ format, minLength = 0 }: Json): string {
  if (format === "uuid") return "01990000-0000-7000-8000-000000000001";
  if (format === "date") return "2026-01-31";
  if (format === "date-time") return "2026-01-31T00:00:00.000Z";
  if (format === "email") return "someone@example.com";
  return "sample".padEnd(minLength, "x");
}

const typeOf = ({ type, properties }: Json) => (Array.isArray(type) ? type[0] : (type ?? (properties && "object")));

/** The names of the fields that take text, of an object's schema or of any of its alternatives. */
export function textFieldsOf(schema: z.ZodType): string[] {
  const names = (part: Json): string[] => [
    ...[...(part.anyOf ?? []), ...(part.oneOf ?? []), ...(part.allOf ?? [])].flatMap(names),
    ...Object.entries(part.properties ?? {})
      .filter(([, property]) => takesText(property))
      .map(([name]) => name),
  ];
  return [...new Set(names(jsonSchema(schema)))];
}

const takesText = (schema: Json): boolean =>
  schema.type === "string" ||
  (Array.isArray(schema.type) && schema.type.includes("string")) ||
  [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])].some(takesText);
