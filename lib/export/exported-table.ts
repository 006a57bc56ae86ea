import type { SQL } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { isoDay } from "@/lib/dates";

/** A table in the export. Each of its columns is exported, or left out for a reason. */
export type ExportedTable = {
  /** The file's name in the ZIP, without `.csv`. */
  file: string;
  table: PgTable;
  /** In the order of the file. May include columns of `with`. */
  columns: readonly PgColumn[];
  /** Columns left out, by their database names, each with its reason. */
  without?: Readonly<Record<string, string>>;
  /** A joined table, to show names beside IDs. */
  with?: { table: PgTable; on: SQL };
};

/** The name of a column in the database, as `casing: "snake_case"` writes it. */
export const nameInDatabase = ({ name }: Pick<PgColumn, "name">): string => toSnakeCase(name);

/** `acme-corp-2026-11-21.zip`: only letters, digits and hyphens, which every file system accepts. */
export function fileNameOf(organization: string, now: Date): string {
  const plain = organization.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const slug = plain.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  return `${slug.slice(0, 60) || "organization"}-${isoDay(now)}.zip`;
}
