import { cn } from "@/lib/cn";

/** The mark next to the product's name. */
export function Logo({ name, className }: { name: string; className?: string }) {
  return (
    <span className={cn("inline-flex items-center gap-2 font-semibold text-[1.0625rem] tracking-[-0.02em]", className)}>
      <Mark />
      {name}
    </span>
  );
}

/** The brand mark: an open gate. */
function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" fill="none" aria-hidden="true" className={cn("size-6", className)}>
      <rect width="24" height="24" rx="6" className="fill-primary" />
      <path
        d="M6.75 18v-6.25a5.25 5.25 0 0 1 10.5 0V18M12 18v-5.5"
        stroke="#fff"
        strokeWidth="2.25"
        strokeLinecap="round"
      />
    </svg>
  );
}
