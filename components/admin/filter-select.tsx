import type { ReactNode } from "react";
import { NativeSelect } from "@/components/ui/native-select";
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
    <div className={cn("sm:w-36", className)}>
      <NativeSelect name={name} aria-label={label} defaultValue={value ?? ""}>
        <option value="">{any}</option>
        {children}
      </NativeSelect>
    </div>
  );
}
