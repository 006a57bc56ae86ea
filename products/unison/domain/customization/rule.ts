import { type Severity, severities } from "../quality/quality";

/** What a rule is compared with. */
export type Occurrence = { title: string; product: string | null; severity: Severity | null };

type Conditions = { contains: string | null; minimumSeverity: Severity | null };

/** Whether all conditions of a rule are met. Text is compared without case, in the title and the product. */
export function applies({ contains, minimumSeverity }: Conditions, { title, product, severity }: Occurrence): boolean {
  const text = `${title}\n${product ?? ""}`.toLowerCase();
  if (contains !== null && !text.includes(contains.toLowerCase())) return false;
  if (minimumSeverity === null) return true;
  return severity !== null && severities.indexOf(severity) >= severities.indexOf(minimumSeverity);
}
