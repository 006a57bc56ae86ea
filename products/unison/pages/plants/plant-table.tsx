import Link from "@/components/navigation/link";
import { Card } from "@/components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { PlantRow } from "@/products/unison/domain";
import { statusLabels } from "@/products/unison/domain/work-orders/work-order";

export function PlantTable({ plants }: { plants: readonly PlantRow[] }) {
  return (
    <Card className="overflow-hidden py-0">
      <Table label="Plants">
        <TableHeader>
          <TableRow>
            <TableHead>Plant</TableHead>
            <TableHead className="max-md:hidden">Time zone</TableHead>
            <TableHead numeric>{statusLabels.open}</TableHead>
            <TableHead numeric>{statusLabels.in_progress}</TableHead>
            <TableHead numeric className="max-sm:hidden">
              {statusLabels.done}
            </TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {plants.map(({ id, name, location, timeZone, open, inProgress, done }) => (
            <TableRow key={id}>
              <TableCell className="min-w-40">
                <Link
                  href={`/plants/${id}`}
                  className="font-medium hover:text-brand hover:underline hover:underline-offset-4"
                >
                  {name}
                </Link>
                {location && <p className="text-muted-foreground text-xs">{location}</p>}
              </TableCell>
              <TableCell className="text-muted-foreground max-md:hidden">{timeZone.replaceAll("_", " ")}</TableCell>
              <TableCell numeric>{open}</TableCell>
              <TableCell numeric>{inProgress}</TableCell>
              <TableCell numeric className="max-sm:hidden">
                {done}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}
