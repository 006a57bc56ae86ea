import Link from "@/components/navigation/link";

/** The plan, at the bottom of the navigation. */
export function PlanChip({ name, note }: { name: string; note: string }) {
  return (
    <Link
      href="/billing"
      className="flex items-baseline justify-between gap-2 rounded-md border px-2.5 py-2 text-xs transition-colors hover:bg-accent"
    >
      <span className="truncate font-medium">{name}</span>
      <span className="shrink-0 text-muted-foreground tabular-nums">{note}</span>
    </Link>
  );
}
