import type { ReactNode } from "react";

/** Names and values, one below the other; a value that is not there is a dash. */
export function Facts({ facts }: { facts: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className="grid gap-2.5 text-sm">
      {facts.map(([name, value]) => (
        <div key={name} className="flex items-baseline justify-between gap-4">
          <dt className="shrink-0 text-muted-foreground">{name}</dt>
          <dd className="min-w-0 text-right [overflow-wrap:anywhere]">{value ?? "–"}</dd>
        </div>
      ))}
    </dl>
  );
}
