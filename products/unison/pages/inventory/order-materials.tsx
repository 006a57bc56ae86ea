import Link from "@/components/navigation/link";
import { Writes } from "@/components/shell/writes";
import { Card, CardAction, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { formatMoney } from "@/lib/money";
import type { MaterialRow, StockMovement } from "@/products/unison/domain";
import { formatQuantity } from "@/products/unison/domain/inventory/stock-quantity";
import { UseForOrder } from "./stock-dialogs";

type OrderMaterialsProps = {
  workOrderId: string;
  used: readonly StockMovement[];
  stocked: readonly MaterialRow[];
  mayWrite: boolean;
};

/** What a work order has used, and what that cost. */
export function OrderMaterials({ workOrderId, used, stocked, mayWrite }: OrderMaterialsProps) {
  const cost = used.reduce((sum, { value }) => sum - value, 0);
  const currency = used[0]?.currency ?? "usd";
  return (
    <Card className="gap-3">
      <CardHeader>
        <CardTitle>Material used</CardTitle>
        <CardDescription>
          {used.length === 0 ? "Nothing yet" : `${formatMoney({ amount: cost, currency })} in total`}
        </CardDescription>
        {mayWrite && stocked.length > 0 && (
          <CardAction>
            <Writes>
              <UseForOrder workOrderId={workOrderId} stocked={stocked} />
            </Writes>
          </CardAction>
        )}
      </CardHeader>
      <CardContent>
        {used.length === 0 ? (
          <p className="text-muted-foreground text-sm">
            {stocked.length > 0 ? (
              "Record the material this order uses."
            ) : (
              <>
                No material in stock.{" "}
                <Link href="/inventory" className="font-medium text-foreground underline underline-offset-4">
                  Go to inventory
                </Link>
              </>
            )}
          </p>
        ) : (
          <ul className="grid divide-y text-[0.8125rem]">
            {used.map(({ materialId, sequence, materialName, unit, quantity, value, note }) => (
              <li key={`${materialId} ${sequence}`} className="flex items-baseline gap-3 py-2 first:pt-0 last:pb-0">
                <span className="grid min-w-0 flex-1">
                  <Link
                    href={`/inventory/${materialId}`}
                    className="truncate font-medium hover:text-brand hover:underline"
                  >
                    {materialName}
                  </Link>
                  {note && <span className="text-muted-foreground text-xs [overflow-wrap:anywhere]">{note}</span>}
                </span>
                <span className="shrink-0 text-muted-foreground tabular-nums">
                  {formatQuantity(-quantity)} {unit}
                </span>
                <span className="w-20 shrink-0 text-right font-medium tabular-nums">
                  {formatMoney({ amount: 0 - value, currency })}
                </span>
              </li>
            ))}
          </ul>
        )}
      </CardContent>
    </Card>
  );
}
