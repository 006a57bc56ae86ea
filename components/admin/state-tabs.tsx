import Link from "@/components/navigation/link";
import { formatNumber } from "@/lib/numbers";

export type StateTab = {
  state: string;
  label: string;
  href: string;
  /** How many there are; omit it where the number says nothing. */
  count?: number | undefined;
};

/** The states of a list, each a link, with how many there are in it. */
export function StateTabs({ tabs, current }: { tabs: readonly StateTab[]; current: string }) {
  return (
    <nav aria-label="State" className="flex gap-1 scroll-fade border-b [scrollbar-width:none]">
      {tabs.map(({ state, label, href, count }) => (
        <Link
          key={state}
          href={href}
          aria-current={current === state ? "page" : undefined}
          className="flex h-9 shrink-0 items-center gap-2 border-transparent border-b-2 px-2 font-medium text-muted-foreground text-sm hover:text-foreground aria-[current=page]:border-foreground aria-[current=page]:text-foreground sm:px-3"
        >
          {label}
          {count !== undefined && <span className="figures text-xs">{formatNumber(count)}</span>}
        </Link>
      ))}
    </nav>
  );
}
