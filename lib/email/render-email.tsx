import { render } from "@react-email/render";
import { messages } from "./messages";
import { Layout } from "./messages/layout";
import { letterText } from "./messages/letter-text";
import type { Message } from "./messages/message";
import { type EmailTemplate, isTemplate, parseProps, type TemplateProps } from "./templates";

export type RenderedEmail = { subject: string; html: string; text: string };

/** An email as it is sent: subject, HTML and plain text. */
export async function renderEmail<Name extends EmailTemplate>(
  template: Name,
  props: TemplateProps<Name>,
  unsubscribeUrl?: string,
): Promise<RenderedEmail> {
  const { subject, letter }: Message<Name> = messages[template];
  const content = letter(props);
  const html = await render(<Layout letter={content} unsubscribeUrl={unsubscribeUrl} />);
  return { subject: subject(props), html, text: letterText(content, unsubscribeUrl) };
}

/** Renders an outbox row, after checking its template and props. @throws ZodError, Error. */
export async function renderStored(template: string, props: unknown, unsubscribeUrl?: string): Promise<RenderedEmail> {
  if (!isTemplate(template)) throw new Error(`No email template "${template}".`);
  return renderEmail(template, parseProps(template, props), unsubscribeUrl);
}
