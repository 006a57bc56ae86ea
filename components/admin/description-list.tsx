import type { ReactNode } from "react";

type DescriptionListProps = { items: readonly (readonly [term: string, value: ReactNode])[] };

/** Terms and values, one pair a row. A missing value shows as a dash. */
export function DescriptionList({ items }: DescriptionListProps) {
  return (
    <dl className="grid grid-cols-1 gap-2.5 text-sm">
      {items.map(([term, value]) => (
        <div key={term} className="flex items-baseline justify-between gap-4">
          <dt className="shrink-0 text-muted-foreground">{term}</dt>
          <dd className="min-w-0 text-right [overflow-wrap:anywhere]">{value ?? "–"}</dd>
        </div>
      ))}
    </dl>
  );
}
