import type { ReactNode } from "react";
import Link from "@/components/navigation/link";
import { cn } from "@/lib/cn";

type LinkGroupProps<Key extends string | null> = {
  /** What the links choose, for screen readers. */
  label: string;
  /** `longLabel` is read in place of a label that is too short to be understood alone. */
  options: readonly { key: Key; label: ReactNode; longLabel?: string }[];
  current: Key;
  href: (key: Key) => string;
  /** For codes and short figures. */
  mono?: boolean;
};

/** Links side by side, one of which is current: a filter that works without script and stays in the URL. */
export function LinkGroup<Key extends string | null>({ label, options, current, href, mono }: LinkGroupProps<Key>) {
  return (
    <nav
      aria-label={label}
      className="flex w-fit max-w-full overflow-x-auto rounded-md border bg-muted/60 p-0.5 [scrollbar-width:none]"
    >
      {options.map(({ key, label, longLabel }) => (
        <Link
          key={key ?? ""}
          href={href(key)}
          scroll={false}
          aria-label={longLabel}
          aria-current={key === current ? "true" : undefined}
          className={cn(
            "shrink-0 rounded-sm px-2.5 font-medium text-muted-foreground transition-colors hover:text-foreground focus-visible:-outline-offset-2 aria-[current]:bg-card aria-[current]:text-foreground aria-[current]:shadow-raised dark:aria-[current]:bg-accent",
            mono ? "py-1 font-mono text-xs max-sm:py-1.5" : "py-1.5 text-[0.8125rem]",
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
