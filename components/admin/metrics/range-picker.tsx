import Link from "@/components/navigation/link";
import { cn } from "@/lib/cn";

type RangePickerProps<Key extends string> = {
  label: string;
  options: readonly { key: Key; label: string; longLabel: string }[];
  current: Key;
  href: (key: Key) => string;
};

/** Links side by side, one of which is current. */
export function RangePicker<Key extends string>({ label, options, current, href }: RangePickerProps<Key>) {
  return (
    <nav aria-label={label} className="flex w-fit rounded-md border bg-muted/60 p-0.5">
      {options.map(({ key, label, longLabel }) => (
        <Link
          key={key}
          href={href(key)}
          scroll={false}
          aria-label={longLabel}
          aria-current={key === current ? "true" : undefined}
          className={cn(
            "rounded-sm px-2.5 py-1 font-medium font-mono text-xs transition-colors max-sm:px-2.5 max-sm:py-1.5",
            key === current ? "bg-card text-foreground shadow-raised" : "text-muted-foreground hover:text-foreground",
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
