import { readFileSync } from "node:fs";

/** A row of one of the tables in `docs/access.md`: what is called or opened, and who may do that. */
export type Reviewed = ReadonlyMap<string, string>;

/** A table of `docs/access.md`, by the heading above it. */
export function reviewed(heading: "API operations" | "Pages" | "Server actions"): Reviewed {
  const section = readFileSync("docs/access.md", "utf8")
    .split(/^## /m)
    .find((part) => part.startsWith(heading));
  if (!section) throw new Error(`docs/access.md has no section "${heading}"`);
  return new Map(
    [...section.matchAll(/^\| `([^`]+)` \|.*?([^|]+) \|$/gm)].map(([, name = "", who = ""]) => [name, who.trim()]),
  );
}

/** What a session has to have besides a role. */
export const withoutConfirmation = (who: string): string => who.replace("; confirmed", "");
