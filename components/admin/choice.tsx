import type { ReactNode } from "react";
import { fieldClasses } from "@/components/ui/input";
import { cn } from "@/lib/cn";

type ChoiceProps = {
  name: string;
  label: string;
  /** What the first option, which narrows nothing, is called. */
  any: string;
  value: string | undefined;
  className?: string;
  children: ReactNode;
};

/** A list in a filter. */
export function Choice({ name, label, any, value, className, children }: ChoiceProps) {
  return (
    <select
      name={name}
      aria-label={label}
      defaultValue={value ?? ""}
      className={cn(fieldClasses, "h-9 py-1 sm:w-36", className)}
    >
      <option value="">{any}</option>
      {children}
    </select>
  );
}
