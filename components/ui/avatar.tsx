import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

export function Avatar({ className, ...props }: ComponentProps<"span">) {
  return (
    <span
      data-slot="avatar"
      className={cn("relative flex size-8 shrink-0 overflow-hidden rounded-full", className)}
      {...props}
    />
  );
}

/** Initials: there are no pictures of people. */
export function AvatarFallback({ className, ...props }: ComponentProps<"span">) {
  return (
    <span
      className={cn(
        "flex size-full items-center justify-center rounded-full bg-secondary font-medium text-secondary-foreground text-xs uppercase",
        className,
      )}
      {...props}
    />
  );
}
