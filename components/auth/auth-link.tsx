import Link from "next/link";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

export function AuthLink({ className, ...props }: ComponentProps<typeof Link>) {
  return (
    <Link
      className={cn("rounded-sm font-medium text-brand underline-offset-4 hover:underline", className)}
      {...props}
    />
  );
}
