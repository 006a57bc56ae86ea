import type { ApiDocument } from "@/lib/api/document";

type Schemas = NonNullable<NonNullable<ApiDocument["components"]>["schemas"]>;
export type Schema = Schemas[string];
type Inline = Exclude<Schema, { $ref: string }>;

/** A field as the reference lists it, with the fields of an object. */
export type Field = { name: string; type: string; required: boolean; description: string; fields: Field[] };

/** A schema's type without its fields: "string", "integer ≥ 1", `"a" | "b"`, "list of EventResult". */
export function typeOf(document: ApiDocument, schema: Schema): string {
  if ("$ref" in schema && schema.$ref) return nameOf(schema.$ref);
  const inline = schema as Inline;
  if (inline.const !== undefined) return JSON.stringify(inline.const);
  if (inline.enum) return inline.enum.map((value) => JSON.stringify(value)).join(" | ");
  const choices = inline.anyOf ?? inline.oneOf;
  if (choices) return [...new Set(choices.map((choice) => typeOf(document, choice)))].join(" | ");
  if (inline.type === "array") return `list of ${inline.items ? typeOf(document, inline.items) : "anything"}`;
  if (inline.type === "object" && inline.additionalProperties && !inline.properties) return "map";
  return `${[inline.type ?? "anything"].flat().join(" | ")}${boundsOf(inline)}`;
}

/** The fields of an object, or of the items of a list. Unions have none: each of their shapes gets its own heading. */
export function fieldsOf(document: ApiDocument, schema: Schema, depth = 0): Field[] {
  const { properties, required = [], ...shape } = inlineOf(document, schema);
  if (depth > 4) return [];
  if (shape.type === "array" && shape.items) return fieldsOf(document, shape.items, depth);
  return Object.entries(properties ?? {}).map(([name, property]) => ({
    name,
    type: typeOf(document, property),
    required: required.includes(name),
    description: inlineOf(document, property).description ?? "",
    fields: shapesOf(document, property).length > 1 ? [] : fieldsOf(document, inner(document, property), depth + 1),
  }));
}

/** The alternatives of a union, without `null`; or the schema itself. */
export function shapesOf(document: ApiDocument, schema: Schema): { name: string; schema: Schema }[] {
  const inline = inlineOf(document, schema);
  const choices = inline.anyOf ?? inline.oneOf;
  if (!choices) return [{ name: typeOf(document, schema), schema }];
  return choices
    .filter((choice) => inlineOf(document, choice).type !== "null")
    .flatMap((choice) => shapesOf(document, choice));
}

/** What tells a shape of a union from the others: its name, the value of its discriminator, or its first required field. */
export function labelOf(document: ApiDocument, schema: Schema): string {
  if ("$ref" in schema && schema.$ref) return `: ${nameOf(schema.$ref)}`;
  const { properties = {}, required = [] } = inlineOf(document, schema);
  for (const [name, property] of Object.entries(properties)) {
    const { const: value } = inlineOf(document, property);
    if (value !== undefined) return `: ${name} ${JSON.stringify(value)}`;
  }
  return required[0] ? ` with ${required[0]}` : "";
}

/** A nullable object is a union with null: its fields are the object's. */
function inner(document: ApiDocument, schema: Schema): Schema {
  const [only, ...others] = shapesOf(document, schema);
  return only && others.length === 0 ? only.schema : schema;
}

/** A schema itself, where it is a reference to one. @throws Error for a reference to none. */
export function inlineOf(document: ApiDocument, schema: Schema): Inline {
  if (!("$ref" in schema && schema.$ref)) return schema as Inline;
  const found = document.components?.schemas?.[nameOf(schema.$ref)];
  if (!found) throw new Error(`The API document has no schema ${schema.$ref}`);
  return inlineOf(document, found);
}

const nameOf = (ref: string): string => ref.slice(ref.lastIndexOf("/") + 1);

function boundsOf({ minimum, maximum, maxLength, type }: Inline): string {
  const beyondSafe = (bound: number | undefined) => bound === undefined || Math.abs(bound) >= Number.MAX_SAFE_INTEGER;
  if (type === "string") return maxLength === undefined ? "" : `, at most ${maxLength} characters`;
  if (beyondSafe(minimum) && beyondSafe(maximum)) return "";
  const format = (bound: number | undefined) => bound?.toLocaleString("en-US") ?? "";
  if (beyondSafe(maximum)) return ` ≥ ${format(minimum)}`;
  return ` from ${format(minimum)} to ${format(maximum)}`;
}
