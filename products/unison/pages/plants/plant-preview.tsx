import { clockTime, dayShift, departmentNames, laneDefaults } from "@/products/unison/domain/plants/plant-defaults";

export type PlantDraft = { name: string; location: string; timeZone: string };

/** The plant as it will be, with what has been typed so far and what comes with it. */
export function PlantPreview({ name, location, timeZone }: PlantDraft) {
  return (
    <aside aria-label="Included with your plant" className="grid gap-5 rounded-lg border bg-band p-5 text-sm">
      <div className="grid gap-0.5">
        <p className="truncate font-semibold text-lg tracking-[-0.015em]">{name.trim() || "Your plant"}</p>
        <p className="truncate text-muted-foreground text-xs">
          {location.trim() || "Location"} · {timeZone.replaceAll("_", " ")}
        </p>
      </div>
      <div className="grid gap-1.5">
        <p className="text-muted-foreground text-xs">Four departments</p>
        <ul className="grid grid-cols-2 gap-px overflow-hidden rounded-md border bg-border">
          {departmentNames.map((department) => (
            <li key={department} className="bg-card px-3 py-3.5 text-xs">
              {department}
            </li>
          ))}
        </ul>
      </div>
      <div className="grid gap-1.5 max-lg:hidden">
        <p className="text-muted-foreground text-xs">Three lanes</p>
        <ul className="grid gap-1.5">
          {laneDefaults.map((lane, index) => (
            <li key={lane.name} className="grid grid-cols-[3.5rem_minmax(0,1fr)] items-center gap-2 text-xs">
              <span className="truncate">{lane.name}</span>
              <span aria-hidden className="flex h-5 gap-1 rounded-sm bg-secondary p-1">
                {[...Array(3 - index).keys()].map((order) => (
                  <span key={order} className="w-8 rounded-[2px] bg-foreground" style={{ opacity: 1 - order * 0.3 }} />
                ))}
              </span>
            </li>
          ))}
        </ul>
      </div>
      <div className="grid gap-1.5">
        <p className="flex justify-between gap-3 text-xs">
          <span className="text-muted-foreground">{dayShift.name}, local time</span>
          <span className="figures">
            {clockTime(dayShift.startsAt)} – {clockTime(dayShift.endsAt)}
          </span>
        </p>
        <div aria-hidden className="relative h-2 rounded-full bg-secondary">
          <span
            className="absolute inset-y-0 rounded-full bg-foreground"
            style={{
              left: `${shareOfDay(dayShift.startsAt)}%`,
              width: `${shareOfDay(dayShift.endsAt) - shareOfDay(dayShift.startsAt)}%`,
            }}
          />
        </div>
      </div>
    </aside>
  );
}

/** "06:00" → 25, in percent. */
function shareOfDay(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return ((hours + minutes / 60) / 24) * 100;
}
