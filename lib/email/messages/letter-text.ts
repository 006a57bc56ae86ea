import { catalog } from "@/lib/catalog";
import type { Action, Letter } from "./message";

const width = 72;

/** An email as plain text: the same content, each link once and on a line of its own. */
export function letterText(letter: Letter, unsubscribeUrl?: string): string {
  const { heading, paragraphs, lines, facts = [], action, second, note } = letter;
  const { legalName, address } = catalog.copy.company;
  const blocks = [
    catalog.name,
    `${heading}\n${"=".repeat(Math.min(heading.length, width))}`,
    ...paragraphs,
    lines && linesText(lines),
    facts.map(([label, value]) => `${label}: ${value}`).join("\n"),
    action && linkText(action),
    second && linkText(second),
    note,
    `--\n${legalName}\n${address}`,
    unsubscribeUrl && linkText({ label: "Unsubscribe", url: unsubscribeUrl }),
  ];
  return `${blocks.filter(Boolean).join("\n\n")}\n`;
}

const linkText = ({ label, url }: Action): string => `${label}:\n${url}`;

/** Amounts on the right, one below the other. */
function linesText({ items, sums }: NonNullable<Letter["lines"]>): string {
  const rows = items.flatMap(({ description, note, amount }) => [
    row(description, amount),
    ...(note ? [`  ${note}`] : []),
  ]);
  return [...rows, "-".repeat(width), ...sums.map(([label, amount]) => row(label, amount))].join("\n");
}

function row(label: string, amount: string): string {
  if (amount === "") return label;
  const fits = label.length + amount.length + 2 <= width;
  return fits ? `${label.padEnd(width - amount.length)}${amount}` : `${label}\n${amount.padStart(width)}`;
}
