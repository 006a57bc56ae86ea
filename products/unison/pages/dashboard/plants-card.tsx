import { ChevronRight } from "lucide-react";
import Link from "@/components/navigation/link";
import { Card, CardAction, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import type { PlantRow } from "@/products/unison/domain";

/** A short list of plants. */
export function PlantsCard({ plants }: { plants: readonly PlantRow[] }) {
  return (
    <Card className="gap-3 pb-2">
      <CardHeader>
        <CardTitle>Plants</CardTitle>
        <CardDescription>Open work orders</CardDescription>
        <CardAction>
          <Link href="/plants" className="font-medium text-brand text-sm hover:underline hover:underline-offset-4">
            All plants
          </Link>
        </CardAction>
      </CardHeader>
      <CardContent className="px-2">
        <ul>
          {plants.map(({ id, name, location, open, inProgress }) => (
            <li key={id}>
              <Link href={`/plants/${id}`} className="flex items-center gap-3 rounded-md px-3 py-2 hover:bg-accent">
                <span className="grid min-w-0 flex-1">
                  <span className="truncate font-medium text-[0.8125rem]">{name}</span>
                  <span className="truncate text-2xs text-muted-foreground">{location ?? "No location"}</span>
                </span>
                <span className="shrink-0 text-right text-muted-foreground text-xs tabular-nums">
                  <span className="font-medium text-foreground">{inProgress}</span> in progress ·{" "}
                  <span className="font-medium text-foreground">{open}</span> to do
                </span>
                <ChevronRight className="size-4 shrink-0 text-muted-foreground" aria-hidden />
              </Link>
            </li>
          ))}
        </ul>
      </CardContent>
    </Card>
  );
}
