import Link from "@/components/navigation/link";
import { relativeTime } from "@/components/shell/relative-time";
import { Card } from "@/components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { formatMoney } from "@/lib/money";
import type { StockMovement } from "@/products/unison/domain";
import { costingLabels } from "@/products/unison/domain/inventory/costing";
import { formatQuantity } from "@/products/unison/domain/inventory/stock-quantity";
import { workOrderName } from "@/products/unison/domain/work-orders/work-order";

const kinds = { receipt: "Received", issue: "Used", count: "Counted" } as const;

export function MovementTable({ movements, now }: { movements: readonly StockMovement[]; now: Date }) {
  if (movements.length === 0) {
    return (
      <Card>
        <p className="px-6 text-muted-foreground text-sm">No movements yet. Receive the stock you have first.</p>
      </Card>
    );
  }
  return (
    <Card className="overflow-hidden py-0">
      <Table label="Stock movements">
        <TableHeader>
          <TableRow>
            <TableHead>Movement</TableHead>
            <TableHead numeric>Quantity</TableHead>
            <TableHead numeric>Cost</TableHead>
            <TableHead numeric className="max-sm:hidden">
              In stock after
            </TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {movements.map((movement) => (
            <MovementRow key={movement.sequence} movement={movement} now={now} />
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

function MovementRow({ movement, now }: { movement: StockMovement; now: Date }) {
  const { kind, method, quantity, value, onHand, currency, workOrderId, workOrderNumber, note, createdAt, author } =
    movement;
  const facts = [relativeTime(createdAt, now), author, kind === "receipt" ? null : costingLabels[method]];
  return (
    <TableRow>
      <TableCell className="min-w-40">
        <span className="font-medium">{kinds[kind]}</span>
        {workOrderId && workOrderNumber !== null && (
          <>
            {" for "}
            <Link href={`/work-orders/${workOrderId}`} className="font-mono text-xs hover:underline">
              {workOrderName(workOrderNumber)}
            </Link>
          </>
        )}
        {note && <p className="text-xs [overflow-wrap:anywhere]">{note}</p>}
        <p className="text-muted-foreground text-xs">{facts.filter(Boolean).join(" · ")}</p>
      </TableCell>
      <TableCell numeric>{quantity > 0 ? `+${formatQuantity(quantity)}` : formatQuantity(quantity)}</TableCell>
      <TableCell numeric className="whitespace-nowrap">
        {formatMoney({ amount: value, currency })}
      </TableCell>
      <TableCell numeric className="max-sm:hidden">
        {formatQuantity(onHand)}
      </TableCell>
    </TableRow>
  );
}
