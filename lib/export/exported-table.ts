import type { SQL } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";

/** A table of a tenant, as an organization takes it along: each of its columns is exported, or left out for a reason. */
export type ExportedTable = {
  /** The file's name in the ZIP, without `.csv`. */
  file: string;
  table: PgTable;
  /** In the file's order; of `with` too. */
  columns: readonly PgColumn[];
  /** Columns left out, by their names in the database, each with its reason. */
  without?: Readonly<Record<string, string>>;
  /** What ids stand for, from another table. */
  with?: { table: PgTable; on: SQL };
};

/** The name of a column in the database, as `casing: "snake_case"` writes it. */
export const nameInDatabase = ({ name }: Pick<PgColumn, "name">): string => toSnakeCase(name);

/** `acme-corp-2026-11-21.zip`: letters and digits that every file system takes. */
export function fileNameOf(organization: string, now: Date): string {
  const plain = organization.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const slug = plain.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  return `${slug.slice(0, 60) || "organization"}-${now.toISOString().slice(0, 10)}.zip`;
}
