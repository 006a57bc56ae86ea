import type { EmailTemplate, TemplateProps } from "../templates";

export type Action = { label: string; url: string };

/** The content of an email. `layout.tsx` renders it. */
export type Letter = {
  /** Preview text: what mail programs show next to the subject. */
  preview: string;
  heading: string;
  /** One per paragraph. */
  paragraphs: readonly string[];
  /** Details such as amount or date: label and value. */
  facts?: readonly (readonly [label: string, value: string])[];
  /** What an amount is made up of. The last sum is the amount itself. */
  lines?: {
    items: readonly { description: string; note: string; amount: string }[];
    sums: readonly (readonly [label: string, amount: string])[];
  };
  /** The main action, shown as a button. */
  action?: Action;
  /** A secondary action, shown as a link below the button. Needs `action`. */
  second?: Action;
  /** Why the reader gets this email, and what to do if they didn't expect it. */
  note?: string;
};

/** Subject and content of a template. */
export type Message<Name extends EmailTemplate> = {
  subject(props: TemplateProps<Name>): string;
  letter(props: TemplateProps<Name>): Letter;
};
