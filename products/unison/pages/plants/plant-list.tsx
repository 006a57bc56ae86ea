import Link from "@/components/navigation/link";
import { formatNumber } from "@/lib/numbers";
import type { PlantRow } from "@/products/unison/domain";
import { statusLabels } from "@/products/unison/domain/work-orders/work-order";

/** The plants as cards, each with its work as figures and as a bar. */
export function PlantList({ plants }: { plants: readonly PlantRow[] }) {
  return (
    <ul aria-label="Plants" className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
      {plants.map((plant) => (
        <PlantCard key={plant.id} plant={plant} />
      ))}
    </ul>
  );
}

function PlantCard({ plant: { id, name, location, timeZone, ...work } }: { plant: PlantRow }) {
  const parts = [
    { label: statusLabels.open, count: work.open, color: "bg-input" },
    { label: statusLabels.in_progress, count: work.inProgress, color: "bg-info" },
    { label: statusLabels.done, count: work.done, color: "bg-success" },
  ];
  const all = Math.max(
    1,
    parts.reduce((sum, { count }) => sum + count, 0),
  );
  return (
    <li className="relative grid content-start gap-5 rounded-lg border bg-card p-5 shadow-raised transition-colors focus-within:border-ring hover:border-input">
      <div className="grid gap-0.5">
        <Link
          href={`/plants/${id}`}
          className="w-fit font-semibold text-base tracking-[-0.011em] after:absolute after:inset-0 after:rounded-lg focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-ring"
        >
          {name}
        </Link>
        <p className="text-muted-foreground text-xs">
          {location ? `${location} · ` : ""}
          {timeZone.replaceAll("_", " ")}
        </p>
      </div>
      <dl className="grid grid-cols-3 gap-3">
        {parts.map(({ label, count, color }) => (
          <div key={label} className="flex flex-col-reverse gap-1">
            <dt className="flex items-center gap-1.5 text-muted-foreground text-xs">
              <span aria-hidden className={`size-2 shrink-0 rounded-[2px] ${color}`} />
              {label}
            </dt>
            <dd className="figures font-medium text-2xl leading-none tracking-[-0.04em]">{formatNumber(count)}</dd>
          </div>
        ))}
      </dl>
      <div aria-hidden className="flex h-1.5 gap-0.5 overflow-hidden rounded-full">
        {parts.map(({ label, count, color }) => (
          <span key={label} className={color} style={{ width: `${(count / all) * 100}%` }} />
        ))}
      </div>
    </li>
  );
}
