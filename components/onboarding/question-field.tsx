"use client";

import { CardsField, ChoiceField } from "@/components/forms/choice-fields";
import type { ProfileQuestion } from "@/lib/products";

type QuestionFieldProps = { question: ProfileQuestion; initial: string | undefined };

/** One of the product's questions: a select, or cards when the choices need an explanation. */
export function QuestionField({ question, initial }: QuestionFieldProps) {
  const { key, kind, label, hint, choices } = question;
  const name = `profile.${key}`;
  if (kind === "cards") {
    return (
      <CardsField
        name={name}
        label={label}
        hint={hint}
        choices={choices}
        initial={initial}
        className="sm:grid-cols-3"
      />
    );
  }
  return (
    <ChoiceField name={name} label={label} hint={hint} defaultValue={initial ?? ""}>
      <option value="" disabled>
        Choose one
      </option>
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </ChoiceField>
  );
}
