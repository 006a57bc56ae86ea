import type { FieldKind } from "./customization-input";

type Field = { label: string; kind: FieldKind; choices: readonly string[] };

/** What is wrong with a field's value; undefined if nothing is. An empty value is always right. */
export function valueProblem({ kind, choices }: Field, value: string): string | undefined {
  if (value === "") return undefined;
  switch (kind) {
    case "text":
      return /\p{Cc}/u.test(value) ? "Remove line breaks and control characters." : undefined;
    case "number":
      return /^-?\d{1,12}(\.\d{1,6})?$/.test(value) ? undefined : "Enter a number.";
    case "date":
      return isDay(value) ? undefined : "Enter a date.";
    case "yes_no":
      return value === "yes" || value === "no" ? undefined : "Choose yes or no.";
    case "choice":
      return choices.includes(value) ? undefined : "Choose one of the options.";
    default:
      return kind satisfies never;
  }
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
