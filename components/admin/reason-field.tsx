"use client";

import { FormControl, FormDescription, FormField, FormItem, FormLabel, FormMessage } from "@/components/ui/form";
import { Textarea } from "@/components/ui/textarea";

/** Why a platform admin does something, for the audit log. The field `reason` of the surrounding form. */
export function ReasonField({ hint = "For the audit log. The customer doesn't see it." }: { hint?: string }) {
  return (
    <FormField
      name="reason"
      render={({ field }) => (
        <FormItem>
          <FormLabel>Reason</FormLabel>
          <FormControl>
            <Textarea {...field} value={field.value ?? ""} maxLength={500} rows={2} />
          </FormControl>
          <FormDescription>{hint}</FormDescription>
          <FormMessage />
        </FormItem>
      )}
    />
  );
}
