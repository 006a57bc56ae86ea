import type { ComponentProps } from "react";
import Link from "@/components/navigation/link";
import { cn } from "@/lib/cn";

/** The link of a row of a `DataTable`. It covers the row, so that a click anywhere follows it. */
export function RowLink({ className, ...props }: ComponentProps<typeof Link>) {
  return (
    <Link
      data-row-link
      className={cn(
        "font-medium outline-none underline-offset-4 after:absolute after:inset-0 hover:underline",
        className,
      )}
      {...props}
    />
  );
}
