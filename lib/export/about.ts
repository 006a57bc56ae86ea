import { formatCount } from "@/lib/numbers";
import type { Archived } from "./write-archive";

/** The text of the archive's `README.txt`. */
export function aboutArchive(
  { organization, product, now }: { organization: string; product: string; now: Date },
  { files }: Archived,
): string {
  const listed = files.map(({ file, rows }) => `${file}: ${formatCount(rows, "row")}`);
  return [
    `Data of ${organization} in ${product}, exported at ${now.toISOString()}.`,
    "",
    "Each file is CSV in UTF-8, with a byte order mark and a header line. All data is from the same moment. Times are ISO 8601 in UTC. Amounts of",
    "money are in the currency's smallest unit (cents). Lists within a cell are JSON or separated by spaces. Text that a",
    "spreadsheet would run as a formula starts with an apostrophe.",
    "",
    "Not included: secrets (API keys are masked) and single usage events. Download those on the usage page, as CSV by meter",
    "and period.",
    "",
    ...listed,
    "",
  ].join("\n");
}
