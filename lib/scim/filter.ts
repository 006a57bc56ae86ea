import { z } from "zod";
import { scimRefusal } from "./errors";

/** Users with one value of one attribute. */
export type UserFilter = { by: "userName" | "externalId" | "email" | "id"; value: string };

const attributes: ReadonlyMap<string, UserFilter["by"]> = new Map([
  ["username", "userName"],
  ["externalid", "externalId"],
  ["id", "id"],
  ["emails", "email"],
  ["emails.value", "email"],
]);

const equality = /^\s*([\w.:[\]" ]+?)\s+eq\s+("(?:[^"\\]|\\.)*")\s*$/i;

/**
 * Parses a list filter. Directories look users up by one attribute, so only `eq` is supported, of `userName`, `externalId`, `emails` and
 * `id`.
 *
 * @returns undefined without a filter. @throws GatehouseError `invalid_input` with `scimType: "invalidFilter"`.
 */
export function readFilter(filter: string | null): UserFilter | undefined {
  if (!filter?.trim()) return undefined;
  const [, name = "", quoted = ""] = filter.match(equality) ?? [];
  // `emails[type eq "work"].value`
  const attribute = name
    .toLowerCase()
    .replace("urn:ietf:params:scim:schemas:core:2.0:user:", "")
    .replace(/\[.*\]/, "");
  const by = attributes.get(attribute);
  const value = by && textIn(quoted);
  if (!by || value === undefined) {
    throw scimRefusal(
      "invalidFilter",
      'Only userName, externalId, emails.value and id can be filtered, by: userName eq "…".',
    );
  }
  return { by, value: by === "userName" || by === "email" ? value.toLowerCase() : value };
}

function textIn(quoted: string): string | undefined {
  try {
    return z.string().max(254).safeParse(JSON.parse(quoted)).data;
  } catch {
    return undefined;
  }
}

/** The most users in one page. */
export const maxPage = 200;

/** The requested part of a list (RFC 7644, 3.4.2.4). Numbers out of range are clamped. */
export function readPage(query: URLSearchParams): { startIndex: number; count: number } {
  const number = (name: string, otherwise: number) => {
    const given = query.get(name);
    return given !== null && /^-?\d{1,9}$/.test(given) ? Number(given) : otherwise;
  };
  return {
    startIndex: Math.max(1, number("startIndex", 1)),
    count: Math.min(maxPage, Math.max(0, number("count", 100))),
  };
}
