import type { Archived } from "./write-archive";

/** The archive's `README.txt`. */
export function aboutArchive(
  { organization, product, now }: { organization: string; product: string; now: Date },
  { files }: Archived,
): string {
  const listed = files.map(({ file, rows }) => `${file}: ${rows} ${rows === 1 ? "row" : "rows"}`);
  return [
    `${organization}, as ${product} had it at ${now.toISOString()}.`,
    "",
    "Each file is CSV in UTF-8 with a header line. All were read at the same moment. Instants are ISO 8601 in UTC, amounts",
    "of money are in the currency's smallest unit (cents), lists within a cell are JSON or separated by spaces. A text that a",
    "spreadsheet would take for a formula has an apostrophe before it.",
    "",
    "Left out are secrets (keys are named by their first characters) and single usage events: those are on the usage page, as",
    "CSV by meter and period.",
    "",
    ...listed,
    "",
  ].join("\n");
}
