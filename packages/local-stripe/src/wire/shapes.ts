/** A type of the SDK's declarations, as far as parameters need it. */
export type Shape =
  | { kind: "string" | "number" | "boolean" | "null" | "decimal" | "unknown" }
  | { kind: "literal"; value: string | number | boolean }
  | { kind: "array"; of: Shape }
  | { kind: "record"; of: Shape }
  | { kind: "object"; members: Map<string, Member> }
  | { kind: "union"; of: Shape[] };

export interface Member {
  optional: boolean;
  shape: Shape;
}

/** Shapes that all files import from `shared.d.ts`. They are few and stable. */
export function sharedShape(name: string): Shape | null {
  const text: Shape = { kind: "string" };
  const optional = (shape: Shape): Member => ({ optional: true, shape });
  switch (name) {
    case "MetadataParam":
    case "Metadata":
      return { kind: "record", of: text };
    case "Decimal":
      return { kind: "decimal" };
    case "OtherString":
      return { kind: "union", of: [] };
    case "AddressParam":
    case "ShippingAddressParam": {
      const fields = ["city", "country", "line1", "line2", "postal_code", "state"];
      return { kind: "object", members: new Map(fields.map((field) => [field, optional(text)])) };
    }
    case "RangeQueryParam": {
      const number: Shape = { kind: "number" };
      return { kind: "object", members: new Map(["gt", "gte", "lt", "lte"].map((key) => [key, optional(number)])) };
    }
    case "PaginationParams": {
      const members = new Map([
        ["ending_before", optional(text)],
        ["starting_after", optional(text)],
      ]);
      return { kind: "object", members: members.set("limit", optional({ kind: "number" })) };
    }
    default:
      return null;
  }
}
