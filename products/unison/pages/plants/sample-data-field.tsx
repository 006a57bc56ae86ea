"use client";

import { useId } from "react";

export function SampleDataField({ initial }: { initial: boolean }) {
  const id = useId();
  return (
    <div className="grid grid-cols-[auto_1fr] items-start gap-x-3 gap-y-0.5 rounded-md border bg-card p-3 shadow-raised">
      <input
        type="checkbox"
        name="sampleData"
        id={id}
        defaultChecked={initial}
        aria-describedby={`${id}-hint`}
        className="mt-0.5 size-4 accent-primary"
      />
      <label htmlFor={id} className="font-medium text-sm leading-none">
        Add sample data
      </label>
      <p id={`${id}-hint`} className="col-start-2 text-muted-foreground text-sm">
        Materials, work orders and quality reports to explore. Sample data doesn't count toward your limits.
      </p>
    </div>
  );
}
