import Link from "@/components/navigation/link";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import type { Shortage } from "@/products/unison/domain";
import { formatQuantity } from "@/products/unison/domain/inventory/stock-quantity";

/** Materials to reorder. */
export function ShortagesCard({ shortages }: { shortages: readonly Shortage[] }) {
  return (
    <Card className="gap-4">
      <CardHeader>
        <CardTitle>Low stock</CardTitle>
        <CardDescription>Materials at or below their reorder point</CardDescription>
      </CardHeader>
      <CardContent>
        <ul className="grid gap-3">
          {shortages.map(({ id, code, name, unit, onHand, reorderAt }) => (
            <li key={id} className="flex items-baseline justify-between gap-4 text-sm">
              <span className="grid min-w-0">
                <Link
                  href={`/inventory/${id}`}
                  className="truncate font-medium text-[0.8125rem] hover:text-brand hover:underline"
                >
                  {name}
                </Link>
                <span className="font-mono text-2xs text-muted-foreground">{code}</span>
              </span>
              <span className="shrink-0 text-right text-muted-foreground text-xs tabular-nums">
                <span className="font-medium text-sm text-warning-ink">{formatQuantity(onHand)}</span> {unit}
                <span className="block text-2xs">reorder at {formatQuantity(reorderAt)}</span>
              </span>
            </li>
          ))}
        </ul>
      </CardContent>
    </Card>
  );
}
