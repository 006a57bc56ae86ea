import type { EmailTemplate, TemplateProps } from "../templates";

export type Action = { label: string; url: string };

/** What stands in an e-mail; the one design (`layout.tsx`) sets it. */
export type Letter = {
  /** What the inbox shows beside the subject. */
  preview: string;
  heading: string;
  /** One paragraph each. */
  paragraphs: readonly string[];
  /** What was paid, until when, which card: label and value. */
  facts?: readonly (readonly [label: string, value: string])[];
  /** The one thing to do. */
  action?: Action;
  /** What else can be done, as a plain link. */
  second?: Action;
  /** Why this e-mail came, and what to do if it should not have. */
  note?: string;
};

/** An e-mail's words. */
export type Message<Name extends EmailTemplate> = {
  subject(props: TemplateProps<Name>): string;
  letter(props: TemplateProps<Name>): Letter;
};
