import { retentionPeriodNames } from "@/db/schema/privacy";
import type { PersonalTables } from "./data-map";
import { formatPeriod, periods } from "./retention/periods";

/** The data map as a Markdown table, a row for each table. */
export function dataMapTable(tables: PersonalTables): string {
  const rows = Object.entries(tables).map(([table, { personal, why, basis, seenBy, kept, erasedBy }]) => [
    `\`${table}\``,
    Object.entries(personal)
      .map(([column, what]) => `\`${column}\`: ${what}`)
      .join("; "),
    why,
    basis,
    seenBy,
    keptText(kept),
    erasedBy,
  ]);
  return markdownTable(["table", "what", "why", "legal basis", "who sees it", "how long", "erased by"], rows);
}

/** The periods with their limits as a Markdown table. */
export function periodTable(): string {
  const rows = retentionPeriodNames.map((name) => {
    const { label, hint, min, max, standard } = periods[name];
    const range = `${formatPeriod(name, min)} – ${formatPeriod(name, max)}`;
    return [label, formatPeriod(name, standard), range, hint];
  });
  return markdownTable(["what", "default", "limits", ""], rows);
}

function keptText(kept: string): string {
  const name = retentionPeriodNames.find((each) => each === kept);
  return name ? `${periods[name].label}: ${formatPeriod(name, periods[name].standard)}` : kept;
}

const markdownTable = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
