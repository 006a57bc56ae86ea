"use client";

import { SelectField } from "@/components/ui/fields";
import { FormControl, FormField, FormItem, FormMessage } from "@/components/ui/form";
import { RadioCard, RadioGroup } from "@/components/ui/radio-group";
import type { ProfileQuestion } from "@/lib/products";

/** One of the product's questions: a select, or cards when the choices need an explanation. */
export function QuestionField({ question }: { question: ProfileQuestion }) {
  const name = `profile.${question.key}`;
  if (question.kind === "cards") return <Cards name={name} question={question} />;
  return (
    <SelectField name={name} label={question.label}>
      <option value="" disabled>
        Choose one
      </option>
      {question.choices.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </SelectField>
  );
}

function Cards({ name, question }: { name: string; question: ProfileQuestion }) {
  return (
    <FormField
      name={name}
      render={({ field }) => (
        <FormItem className="sm:col-span-2">
          <fieldset className="grid gap-1.5">
            <legend className="mb-1.5 font-medium text-sm">{question.label}</legend>
            <FormControl>
              <RadioGroup
                value={field.value ?? ""}
                onValueChange={field.onChange}
                aria-label={question.label}
                className="sm:grid-cols-3"
              >
                {question.choices.map(({ value, label, description }) => (
                  <RadioCard key={value} value={value} title={label} description={description} />
                ))}
              </RadioGroup>
            </FormControl>
          </fieldset>
          <FormMessage />
        </FormItem>
      )}
    />
  );
}
