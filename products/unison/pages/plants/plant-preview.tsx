import { Clock, Columns3, type LucideIcon, Users } from "lucide-react";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { clockTime, dayShift, departmentNames, laneDefaults } from "@/products/unison/domain/plants/plant-defaults";

/** What a new plant starts with. */
export function PlantPreview() {
  return (
    <aside aria-label="Included with your plant" className="grid gap-5 rounded-lg border bg-muted/50 p-5 text-sm">
      <p className="font-medium">Included with your plant</p>
      <Part icon={Users} title="Four departments">
        {departmentNames.map((name) => (
          <Badge key={name} variant="outline" className="bg-card">
            {name}
          </Badge>
        ))}
      </Part>
      <Part icon={Columns3} title="Three lanes">
        {laneDefaults.map(({ name }) => (
          <Badge key={name} variant="outline" className="bg-card">
            {name}
          </Badge>
        ))}
      </Part>
      <Part icon={Clock} title={dayShift.name}>
        <span className="text-muted-foreground tabular-nums">
          {clockTime(dayShift.startsAt)} – {clockTime(dayShift.endsAt)}, local time
        </span>
      </Part>
    </aside>
  );
}

function Part({ icon: Icon, title, children }: { icon: LucideIcon; title: string; children: ReactNode }) {
  return (
    <div className="flex gap-3">
      <Icon className="mt-0.5 size-4 shrink-0 text-muted-foreground" aria-hidden />
      <div className="grid gap-1.5">
        <p>{title}</p>
        <div className="flex flex-wrap gap-1.5">{children}</div>
      </div>
    </div>
  );
}
