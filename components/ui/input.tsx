import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

/** Shared by inputs and selects. Text is 16 px on phones, because iOS zooms in on anything smaller. */
export const fieldClasses =
  "w-full min-w-0 rounded-md border border-input bg-card px-3 text-base shadow-raised transition-colors placeholder:text-muted-foreground disabled:cursor-not-allowed disabled:opacity-50 focus-visible:border-ring focus-visible:outline-offset-0 aria-invalid:border-destructive aria-invalid:focus-visible:border-destructive aria-invalid:focus-visible:outline-offset-1 md:text-sm";

export function Input({ className, type, ...props }: ComponentProps<"input">) {
  return (
    <input
      type={type}
      data-slot="input"
      className={cn(
        fieldClasses,
        "h-9 py-1 file:mr-3 file:border-0 file:bg-transparent file:font-medium file:text-foreground file:text-sm",
        className,
      )}
      {...props}
    />
  );
}
