import Link from "@/components/navigation/link";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { formatMoney } from "@/lib/money";
import type { MaterialRow } from "@/products/unison/domain";
import { formatQuantity } from "@/products/unison/domain/inventory/stock-quantity";

export function MaterialTable({ materials }: { materials: readonly MaterialRow[] }) {
  return (
    <Card className="overflow-hidden py-0">
      <Table label="Materials">
        <TableHeader>
          <TableRow>
            <TableHead className="max-sm:hidden">Code</TableHead>
            <TableHead>Material</TableHead>
            <TableHead numeric>In stock</TableHead>
            <TableHead numeric className="max-md:hidden">
              Reorder at
            </TableHead>
            <TableHead numeric className="max-sm:hidden">
              Value
            </TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {materials.map(({ id, code, name, unit, onHand, reorderAt, stockValue, currency }) => (
            <TableRow key={id} className="relative">
              <TableCell className="font-mono text-muted-foreground text-xs max-sm:hidden">{code}</TableCell>
              <TableCell className="min-w-36">
                <Link
                  href={`/inventory/${id}`}
                  className="font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-ring focus-visible:after:-outline-offset-2"
                >
                  {name}
                </Link>
                {onHand <= reorderAt && (
                  <Badge variant="warning" className="ml-2 align-[1px]">
                    Low
                  </Badge>
                )}
                <p className="font-mono text-muted-foreground text-xs sm:hidden">{code}</p>
              </TableCell>
              <TableCell numeric className="whitespace-nowrap">
                {formatQuantity(onHand)} <span className="text-muted-foreground">{unit}</span>
              </TableCell>
              <TableCell numeric className="text-muted-foreground max-md:hidden">
                {formatQuantity(reorderAt)}
              </TableCell>
              <TableCell numeric className="max-sm:hidden">
                {formatMoney({ amount: stockValue, currency })}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}
