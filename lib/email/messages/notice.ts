import type { Message } from "./message";

/** To members of an organization, about what its product watches for them. The product writes the text. */
export const notice: Message<"notice"> = {
  subject: ({ title, organization }) => `${title} · ${organization}`,
  letter: ({ title, text, facts, action, url, note }) => ({
    preview: text,
    heading: title,
    paragraphs: [text],
    facts: facts.map(({ label, value }) => [label, value] as const),
    action: { label: action, url },
    note,
  }),
};
