import { Input } from "@/components/ui/input";

type DateFieldProps = {
  name: string;
  label: string;
  /** The accessible name, which says which date it is. */
  fullLabel: string;
  value: string | undefined;
};

/** A day of a filter, with its label beside it. */
export function DateField({ name, label, fullLabel, value }: DateFieldProps) {
  return (
    <div className="flex min-w-0 items-center gap-2">
      <span className="w-10 shrink-0 text-muted-foreground text-sm" aria-hidden>
        {label}
      </span>
      <Input type="date" name={name} defaultValue={value} aria-label={fullLabel} className="min-w-0" />
    </div>
  );
}
