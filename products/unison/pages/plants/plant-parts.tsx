import type { ReactNode } from "react";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { formatCount } from "@/lib/numbers";
import type { PlantDetail } from "@/products/unison/domain";
import { clockTime } from "@/products/unison/domain/plants/plant-defaults";

export function DepartmentsCard({ departments }: Pick<PlantDetail, "departments">) {
  return (
    <Part title="Departments">
      {departments.map(({ id, name, active }) => (
        <Line key={id} name={name} value={active === 0 ? "No active orders" : `${active} active`} />
      ))}
    </Part>
  );
}

export function LanesCard({ lanes }: Pick<PlantDetail, "lanes">) {
  return (
    <Part title="Lanes">
      {lanes.map(({ id, name, orders }) => (
        <Line key={id} name={name} value={formatCount(orders, "order")} />
      ))}
    </Part>
  );
}

export function ShiftsCard({ shifts, timeZone }: Pick<PlantDetail, "shifts"> & { timeZone: string }) {
  return (
    <Part title="Shifts">
      {shifts.map(({ id, name, startsAt, endsAt }) => (
        <Line key={id} name={name} value={`${clockTime(startsAt)} – ${clockTime(endsAt)}`} />
      ))}
      <li className="py-2 text-muted-foreground text-xs">Local time: {timeZone.replaceAll("_", " ")}</li>
    </Part>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card className="gap-2 pb-3">
      <CardHeader>
        <CardTitle>{title}</CardTitle>
      </CardHeader>
      <CardContent>
        <ul className="divide-y text-sm">{children}</ul>
      </CardContent>
    </Card>
  );
}

function Line({ name, value }: { name: string; value: string }) {
  return (
    <li className="flex items-baseline justify-between gap-3 py-2">
      <span className="font-medium text-[0.8125rem]">{name}</span>
      <span className="text-muted-foreground text-xs tabular-nums">{value}</span>
    </li>
  );
}
