import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { Stat, StatGrid } from "@/components/ui/stat";
import { formatMoney } from "@/lib/money";
import type { MaterialDetail } from "@/products/unison/domain";
import { type CostingMethod, costingLabels } from "@/products/unison/domain/inventory/costing";
import { formatQuantity } from "@/products/unison/domain/inventory/stock-quantity";

type Material = MaterialDetail["material"];

export function StockStats({ material, method }: { material: Material; method: CostingMethod }) {
  const { onHand, unit, reorderAt, stockValue, currency } = material;
  const isLow = onHand <= reorderAt;
  return (
    <StatGrid className="grid-cols-2 *:p-4 md:grid-cols-4">
      <Stat
        label="In stock"
        value={<span className={isLow ? "text-warning-ink" : undefined}>{formatQuantity(onHand)}</span>}
        hint={isLow ? `${unit} · low` : unit}
      />
      <Stat label="Reorder at" value={formatQuantity(reorderAt)} hint={unit} />
      <Stat label="Value" value={formatMoney({ amount: stockValue, currency })} hint={costingLabels[method]} />
      <Stat
        label="Average cost"
        value={onHand > 0 ? unitCost(stockValue, onHand, currency) : "–"}
        hint="per unit in stock"
      />
    </StatGrid>
  );
}

export function LayersCard({ material, layers }: MaterialDetail) {
  return (
    <Card className="gap-3">
      <CardHeader>
        <CardTitle>Cost layers</CardTitle>
        <CardDescription>What's left of each receipt, oldest first</CardDescription>
      </CardHeader>
      <CardContent>
        {layers.length === 0 ? (
          <p className="text-muted-foreground text-sm">Nothing in stock.</p>
        ) : (
          <ul className="grid max-h-80 divide-y overflow-y-auto text-[0.8125rem]">
            {layers.map(({ sequence, quantity, value }) => (
              <li key={sequence} className="flex items-baseline justify-between gap-3 py-2 tabular-nums first:pt-0">
                <span>
                  {formatQuantity(quantity)} <span className="text-muted-foreground">{material.unit}</span>
                </span>
                <span className="text-muted-foreground">at {unitCost(value, quantity, material.currency)}</span>
              </li>
            ))}
          </ul>
        )}
      </CardContent>
    </Card>
  );
}

/** Costs below a cent get more digits. */
function unitCost(value: number, quantity: number, currency: string): string {
  const cents = value / quantity;
  if (cents >= 100 || cents === 0) return formatMoney({ amount: Math.round(cents), currency });
  const format = new Intl.NumberFormat("en-US", { style: "currency", currency, maximumFractionDigits: 4 });
  return format.format(cents / 100);
}
