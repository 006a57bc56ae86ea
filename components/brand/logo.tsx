import { cn } from "@/lib/cn";
import { Mark } from "./mark";

/** The mark next to the product's name. */
export function Logo({ name, className }: { name: string; className?: string }) {
  return (
    <span className={cn("inline-flex items-center gap-2 font-semibold text-[1.0625rem] tracking-[-0.02em]", className)}>
      <Mark />
      {name}
    </span>
  );
}
