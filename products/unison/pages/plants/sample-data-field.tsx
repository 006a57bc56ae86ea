"use client";

import { Checkbox } from "@/components/ui/checkbox";
import { FormControl, FormDescription, FormField, FormItem, FormLabel } from "@/components/ui/form";

export function SampleDataField() {
  return (
    <FormField
      name="sampleData"
      render={({ field }) => (
        <FormItem className="grid-cols-[auto_1fr] items-start gap-x-3 gap-y-0.5 rounded-md border bg-card p-3 shadow-raised">
          <FormControl>
            <Checkbox className="mt-0.5" checked={field.value} onCheckedChange={field.onChange} ref={field.ref} />
          </FormControl>
          <FormLabel>Add sample data</FormLabel>
          <FormDescription className="col-start-2">
            Materials, work orders and quality reports to explore. Sample data doesn't count toward your limits.
          </FormDescription>
        </FormItem>
      )}
    />
  );
}
