import type { ReactNode } from "react";
import { fieldClasses } from "@/components/ui/input";
import { cn } from "@/lib/cn";

type FilterSelectProps = {
  name: string;
  label: string;
  /** The label of the first option, which doesn't filter. */
  any: string;
  value: string | undefined;
  className?: string;
  children: ReactNode;
};

export function FilterSelect({ name, label, any, value, className, children }: FilterSelectProps) {
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
